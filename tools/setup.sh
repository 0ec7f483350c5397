#!/usr/bin/env bash
# Installs what is missing: Debian packages, and a .venv in the clone. `setup.sh run` takes what
# simulating needs, `setup.sh web` also what building the workshop page needs, `setup.sh test` also
# what the tests need, `setup.sh nightly` also what measures the tests. Does nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

install_debian_packages() {
    local wanted missing=() package as_root=()
    if ! command -v dpkg-query >/dev/null; then
        echo "setup: this is not Debian; install the counterparts of debian-packages.txt yourself"
        return
    fi
    local kinds=run
    [[ $purpose == run ]] || kinds+=" web"
    [[ $purpose == run || $purpose == web ]] || kinds+=" test"
    wanted=$(awk -v kinds="$kinds" 'index(" " kinds " ", " " $1 " ") { print $2 }' \
        debian-packages.txt)
    for package in $wanted; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
            missing+=("$package")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    echo "setup: installing Debian packages: ${missing[*]}"
    if [[ $(id -u) != 0 ]]; then
        if ! command -v sudo >/dev/null; then
            echo "setup: cannot: neither root nor sudo here; ask for these packages first" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get -qq update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# A list of requirements of pyproject.toml, one a line.
requirements() {
    .venv/bin/python - "$1" <<'END'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    pyproject = tomllib.load(file)
project = pyproject["project"]
extras = project["optional-dependencies"]
wanted = pyproject["build-system"]["requires"] + project["dependencies"]
if sys.argv[1] != "run":
    wanted += extras["web"]
if sys.argv[1] in ("test", "nightly"):
    wanted += extras["test"] + extras["dev"] + extras["docs"]
if sys.argv[1] == "nightly":
    wanted += extras["nightly"]
print(*wanted, sep="\n")
END
}

fill_venv() {
    if [[ -d .venv ]] && ! grep -qsF "$PWD/.venv" .venv/bin/pip; then
        echo "setup: .venv was made elsewhere or is unfinished: making it and build/ anew"
        rm -rf .venv build
    fi
    if [[ ! -d .venv ]]; then
        python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
            echo "setup: python3 is $(python3 --version 2>&1); Muster needs Python 3.11 or newer" >&2
            exit 1
        }
        echo "setup: making .venv"
        python3 -m venv .venv
    fi
    local stamp=.venv/filled-for-$purpose
    if [[ ! -e $stamp || pyproject.toml -nt $stamp ]]; then
        echo "setup: installing into .venv: $(requirements "$purpose" | sed 's/[<>=].*//' | xargs)"
        requirements "$purpose" |
            .venv/bin/pip install --quiet --disable-pip-version-check -r /dev/stdin
        touch "$stamp" .venv/filled-for-run
    fi
}

install_debian_packages
fill_venv
