"""The site: `make site`. Its pages are docs/**.md, the notebooks, and docstrings as reference."""

import muster

project = "Muster"
author = "the Muster developers"
version = release = muster.__version__
html_title = f"Muster {version}"

# The source is the root of the clone: links between pages, notebooks and README are the same here
# as in the repository.
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "docs/reference/generated/**.rst",
    "notebooks/**.ipynb",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
]
exclude_patterns = ["**/.*", ".venv", "build", "results", "tests"]

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
templates_path = ["docs/templates"]  # seen from the root, where autosummary looks

myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["misc.highlighting_failure"]
nb_execution_mode = "cache"  # a notebook that did not change is not run again
nb_execution_cache_path = "build/notebooks"
nb_execution_timeout = 300
nb_execution_raise_on_error = True
nb_merge_streams = True

autosummary_generate = True
autodoc_typehints = "none"  # the signature of a NumPy docstring says it in words
napoleon_google_docstring = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "show_prev_next": True,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": ["theme-version"],
}
html_copy_source = False
html_show_sourcelink = False
