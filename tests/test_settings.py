"""What a host may write, and what happens when it cannot be read."""

from pathlib import Path

import pytest

from weft.settings import SETTINGS, Settings, SettingWrong, read


def test_nothing_written_means_a_loopback_server() -> None:
    assert read({}) == Settings()
    assert Settings().public_origin == "http://127.0.0.1:7411"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("WEFT_PORT", "seven"),
        ("WEFT_PORT", "70000"),
        ("WEFT_ORIGIN", "http://weft.example"),
        ("WEFT_ORIGIN", "weft.example"),
        ("WEFT_PARTNER_HOSTS", "maybe"),
        ("WEFT_INVITATION_MINUTES", "1"),
        ("WEFT_PRIVATE_HOSTS", "calendars.lan"),
        ("WEFT_PRIVATE_HOSTS", "http://calendars.lan/noor"),
        ("WEFT_PROT", "7411"),
    ],
)
def test_a_setting_that_cannot_be_read_stops_the_start_with_its_name(name: str, text: str) -> None:
    with pytest.raises(SettingWrong, match=name):
        read({name: text})


def test_the_environment_outranks_the_file_and_the_command_line_outranks_both(tmp_path: Path) -> None:
    conf = tmp_path / "weft.conf"
    conf.write_text("# ours\nWEFT_PORT=8000\nWEFT_RUN_BY=Noor\n")
    environment = {"WEFT_CONF": str(conf), "WEFT_PORT": "8001"}
    assert read(environment).port == 8001
    assert read(environment, {"WEFT_PORT": "8002"}) == Settings(port=8002, run_by="Noor")


def test_a_line_that_is_not_a_setting_is_named_by_its_number(tmp_path: Path) -> None:
    conf = tmp_path / "weft.conf"
    conf.write_text("\nWEFT_PORT 8000\n")
    with pytest.raises(SettingWrong, match="line 2"):
        read({"WEFT_CONF": str(conf)})


def test_the_documented_file_names_every_setting() -> None:
    text = (Path(__file__).parents[1] / "docs" / "weft.conf").read_text()
    for name, (_, _, words) in SETTINGS.items():
        assert f"# {words}" in text
        assert f"{name}=" in text


def test_named_private_hosts_are_kept_as_origins() -> None:
    named = read({"WEFT_PRIVATE_HOSTS": "http://Calendars.lan:5232/, https://nas.lan:443"}).private_hosts
    assert named == {"http://calendars.lan:5232", "https://nas.lan"}
