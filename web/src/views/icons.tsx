/** Buttons of views with a drawn sign; the label is said and shown when pointed at. */

const paths = {
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  csv: "M12 4v11M7 11l5 5 5-5M5 20h14",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.2v.1",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
};

interface Props {
  name: keyof typeof paths;
  label: string;
  pressed?: boolean;
  onClick: () => void;
}

export function Icon({ name, label, pressed, onClick }: Props) {
  return (
    <button
      type="button"
      class="views-icon"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d={paths[name]}
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
}
