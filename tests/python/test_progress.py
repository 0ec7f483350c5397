import sys
import types

import pytest
from muster.progress import progress_bar


@pytest.mark.parametrize("shown", [None, False])
def test_nobody_watching_sees_nothing(capsys, shown):
    with progress_bar(10, shown) as show:
        show(5)
    assert capsys.readouterr() == ("", "")


def test_progress_can_be_asked_for(capsys):
    with progress_bar(10, True) as show:
        show(10)
    assert "10/10" in capsys.readouterr().err


def test_jupyter_sees_a_bar_that_moves(monkeypatch):
    pages = []

    def display(page, display_id):
        pages.append(page)
        return types.SimpleNamespace(update=pages.append)

    jupyter = types.SimpleNamespace(display=display, HTML=str)
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(display=jupyter))
    console = types.SimpleNamespace(is_jupyter=True, is_terminal=False)
    monkeypatch.setattr("rich.console.Console", lambda **_: console)
    with progress_bar(10, None) as show:
        show(5)
    assert ["0 of 10 runs" in pages[0], "5 of 10 runs" in pages[1]] == [True, True]
