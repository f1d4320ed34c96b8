"""Why it did not start, in a sentence that says what to do."""

import socket
from pathlib import Path

import pytest

from weft.cli import serve
from weft.cli.serve import refuse_what_is_taken
from weft.settings import Settings, SettingWrong


def test_a_port_that_is_taken_is_named_and_another_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve.main(["--port", str(port), "--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr().err
    assert f"127.0.0.1 port {port} already" in said
    assert f"--port {port % 65535 + 1}" in said
    assert "Weft is at" not in said
    assert not (tmp_path / "data").exists()


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("no folder")
    with pytest.raises(SettingWrong, match="that is a file"):
        refuse_what_is_taken(Settings(data=path))


def test_an_address_this_machine_has_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match=r"192\.0\.2\.1, and this machine has no such address"):
        refuse_what_is_taken(Settings(data=tmp_path, host="192.0.2.1"))
