"""Several bureaus in one site: each by itself, one page that leads to all."""

import json
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import AS_OF, gongshi
from tests.site.several import write_city

LEDGER = "registries/qingshi/penalties/2025/2025-03.yml"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with two counties, built."""
    directory = tmp_path_factory.mktemp("city")
    write_city(directory)
    done = _build(directory)
    assert done.returncode == 0, done.stdout + done.stderr
    return directory


def _build(directory: Path, *more: str) -> CompletedProcess[str]:
    return gongshi("build", "--as-of", AS_OF, *more, cwd=directory)


def _files(directory: Path) -> dict[str, bytes]:
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_the_front_leads_to_each_bureau_and_holds_no_record(city: Path) -> None:
    front = (city / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="qingshi/"' in front and 'href="yunhe/search/"' in front and "青石县卫生健康局" in front
    assert "⟦" not in front
    assert sorted(path.name for path in (city / "site").iterdir()) == [
        "404.html", "assets", "bureaus.json", "index.html", "qingshi", "robots.txt", "yunhe"
    ]  # fmt: skip
    lines = (city / "site" / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: https://gongshi.example/{bureau}/sitemap.xml" for bureau in ("qingshi", "yunhe")
    ]
    assert not (city / "site" / "yunhe" / "robots.txt").exists()
    listed = json.loads((city / "site" / "bureaus.json").read_bytes())["bureaus"]
    assert [(bureau["name"], bureau["address"]) for bureau in listed] == [("青石县卫生健康局", "qingshi/"), ("云和区卫生健康局", "yunhe/")]


def test_every_link_of_the_front_leads_somewhere(city: Path) -> None:
    front = (city / "site" / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'(?:href|src)="([^"#?]+)', front))
    local = {link for link in links if "://" not in link}
    assert "qingshi/penalties/" in local
    assert [link for link in local if not ((city / "site" / link).is_file() or (city / "site" / link / "index.html").is_file())] == []


def test_a_bureau_speaks_for_itself(city: Path) -> None:
    page = (city / "site" / "yunhe" / "penalties" / "index.html").read_text(encoding="utf-8")
    assert "云和区卫生健康局" in page and "9901050001" in page
    assert "示例县卫生健康局行政执法公示" not in page
    assert "https://gongshi.example/yunhe/penalties/" in page


def test_a_bureau_is_the_same_built_alone(city: Path, tmp_path: Path) -> None:
    done = _build(city, "--config", "registries/yunhe/settings.yml", "--site-dir", str(tmp_path / "alone"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert _files(tmp_path / "alone") == _files(city / "site" / "yunhe")


def test_an_error_holds_back_its_own_bureau_alone(city: Path, tmp_path: Path) -> None:
    shutil.copytree(city, tmp_path / "city")
    copy = tmp_path / "city"
    before = _files(copy / "site")
    ledger = copy / LEDGER
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("当事人:", "当事:", 1).replace("相对人:", "相对:", 1), encoding="utf-8")
    other = copy / LEDGER.replace("qingshi", "yunhe")
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("罚款人民币", "并处罚款人民币", 1), encoding="utf-8")
    done = _build(copy)
    assert done.returncode == 1
    assert LEDGER in done.stdout and "没有生成网站" in done.stderr
    after = _files(copy / "site")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert any(path.startswith("yunhe/penalties/2025/") for path in changed)
    assert [path for path in changed if path.startswith("qingshi/")] == []


def test_publication_continues_each_chain_and_is_verified(city: Path, tmp_path: Path) -> None:
    target = tmp_path / "www"
    for edition in ("", "-2"):
        done = gongshi("publish", target, "--as-of", AS_OF, cwd=city)
        assert done.returncode == 0, done.stdout + done.stderr
        for part in ("qingshi", "yunhe"):
            latest = json.loads((target / part / "editions" / "latest.json").read_bytes())
            assert latest["published"] and latest["edition"] == AS_OF + edition
    assert [path.name for path in target.iterdir() if path.name.startswith(".")] == []
    assert gongshi("verify", target, cwd=city).returncode == 0
    page = next((target / "yunhe" / "penalties").rglob("index.html"))
    page.write_bytes(page.read_bytes() + b" ")
    done = gongshi("verify", target, cwd=city)
    assert done.returncode == 1 and f"yunhe/{page.relative_to(target / 'yunhe').as_posix()}" in done.stdout
    rolled = gongshi("publish", target / "yunhe", "--rollback", cwd=city)
    assert rolled.returncode == 0, rolled.stderr
    assert json.loads((target / "yunhe" / "editions" / "latest.json").read_bytes())["edition"] == AS_OF


def test_publication_to_an_object_store(city: Path, tmp_path: Path) -> None:
    done = gongshi("publish", f"file://{tmp_path}/store", "--as-of", AS_OF, cwd=city)
    assert done.returncode == 0, done.stdout + done.stderr
    there = _files(tmp_path / "store")
    assert 'href="yunhe/"' in there["index.html"].decode() and "yunhe/editions/latest.json" in there
    assert there["qingshi/penalties/index.html"] == (city / "site" / "qingshi" / "penalties" / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("wrong", "place", "said"),
    [
        ("penalties/2025/2025-03.yml", "registries/penalties:1:1", "移到所属机关的目录里"),
        ("Da_Xian/settings.yml", "registries/Da_Xian:1:1", "小写拼音字母"),
        ("officers/settings.yml", "registries/officers:1:1", "换一个名称"),
        ("sanxian/settings.yml", "registries/sanxian/settings.yml:1:1", "网站标识码"),
    ],
)
def test_what_is_no_bureau_is_told(tmp_path: Path, wrong: str, place: str, said: str) -> None:
    write_city(tmp_path)
    file = tmp_path / "registries" / wrong
    file.parent.mkdir(parents=True)
    file.write_text("机构:\n  名称: 三县卫生健康局\n", encoding="utf-8")
    done = gongshi("check", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert place.partition(":")[0] in done.stderr and said in done.stderr


def test_commands_for_one_bureau_ask_which(city: Path) -> None:
    for command in ("due", "diff", "serve"):
        done = gongshi(command, cwd=city)
        assert done.returncode == 2 and "registries/qingshi/settings.yml" in done.stderr, command
    assert gongshi("due", "--as-of", AS_OF, "--config", "registries/qingshi/settings.yml", cwd=city).returncode == 0
    assert gongshi("check", "--as-of", AS_OF, "registries/yunhe/penalties", cwd=city).returncode == 0


def test_a_directory_with_something_else_is_not_written_to(city: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "letters.txt").write_text("", encoding="utf-8")
    done = _build(city, "--site-dir", str(tmp_path / "www"))
    assert done.returncode == 2 and "有别的东西" in done.stderr
    assert [path.name for path in (tmp_path / "www").iterdir()] == ["letters.txt"]
