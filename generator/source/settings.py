"""The settings under ``plugins: - gongshi:`` in mkdocs.yml, read with places like any register."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError

from generator.fields.colour import READABLE, Colour, contrast
from generator.fields.credit_code import CreditCode
from generator.fields.model import Model
from generator.fields.text import Line, Postcode, RegionCode, SiteCode, Telephone
from generator.source.finding import Fault, Finding, Trail, field_path
from generator.source.places import Places, locate
from generator.source.problems import PROBLEMS
from generator.source.reader import DEPTH_LIMIT
from generator.source.rule_settings import RuleSettings
from generator.source.shard import encoding_fault
from generator.source.validation import model_faults

ACCENT = "#17497f"
"""The colour of a site whose settings name none, as the style sheet has it."""


class Bureau(Model):
    """The organ that publishes."""

    name: Line = Field(alias="名称")
    """机关全称。"""
    credit_code: CreditCode = Field(alias="统一社会信用代码")
    """机关的 18 位代码。"""
    region: RegionCode = Field(alias="区划代码")
    """六位行政区划代码。"""
    site_code: SiteCode = Field(alias="网站标识码")
    """政府网站标识码，十位。"""
    filing: Line | None = Field(default=None, alias="备案号")
    """网站备案号。"""
    sponsor: Line = Field(alias="主办单位")
    """页脚显示的主办单位。"""
    address: Line | None = Field(default=None, alias="地址")
    """办公地址。"""
    postcode: Postcode | None = Field(default=None, alias="邮编")
    """邮政编码。"""
    telephone: Telephone = Field(alias="电话")
    """值班或办公电话。"""
    corrections: Line = Field(alias="网站纠错")
    """发现网页有错时的联系方式。"""


class StageTitles(Model):
    """What the four stages are called on the site."""

    pre: Line = Field(default="事前公开", alias="事前")
    """事前公开。"""
    during: Line = Field(default="事中公示", alias="事中")
    """事中公示。"""
    post: Line = Field(default="事后公开", alias="事后")
    """事后公开。"""
    oversight: Line = Field(default="监督", alias="监督")
    """监督。"""


class Policy(Model):
    """What of a person is published (公示策略). The default is the strict one."""

    names: Literal["掩码", "全名"] = Field(default="掩码", alias="姓名")
    """自然人姓名隐去名字，还是全名公开。"""
    scope: Line | None = Field(default=None, alias="范围")
    """公开哪些决定。"""
    reason: Line | None = Field(default=None, alias="理由")
    """公开范围和方式的理由，全名公开时必填。"""


class Signing(Model):
    """With what editions are signed (签名), and with what anybody verifies them."""

    private_key: Line | None = Field(default=None, alias="私钥")
    """SSH 私钥文件的路径，相对于 mkdocs.yml；私钥不放进仓库。"""
    public_key: Line | None = Field(default=None, alias="公钥")
    """SSH 公钥，例如「ssh-ed25519 AAAA…」；公开给大家核对签名。"""


class DataLicence(Model):
    """On what terms the downloads are given away (数据许可)."""

    name: Line = Field(alias="名称")
    """许可的名称，例如「署名 4.0 国际（CC BY 4.0）」。"""
    address: Line | None = Field(default=None, alias="网址")
    """许可全文的网址。"""


class Settings(Model):
    """All settings of a site."""

    bureau: Bureau = Field(alias="机构")
    """公示机关。"""
    title: Line = Field(default="行政执法公示", alias="栏目名称")
    """网站的大标题。"""
    accent: Colour = Field(default=ACCENT, alias="主色")
    """网站的主色，写「#」和六位十六进制数，用引号括起来；白字写在上面要看得清。"""
    registries: Line = Field(default="registries", alias="登记簿目录")
    """登记簿所在的目录，相对于 mkdocs.yml。"""
    stage_titles: StageTitles = Field(default=StageTitles(), alias="环节名称")
    """四个环节的名称。"""
    policy: Policy = Field(default=Policy(), alias="公示策略")
    """个人信息的公开方式。"""
    signing: Signing = Field(default=Signing(), alias="签名")
    """发布的版次用什么密钥签名、核对。"""
    data_licence: DataLicence | None = Field(default=None, alias="数据许可")
    """下载的数据按什么许可提供；不写就是没有另行规定。"""
    rules: RuleSettings = Field(default=RuleSettings(), alias="规则")
    """规则怎样计算期限、当地有什么限制、忽略哪些代码。"""


AnySettings = TypeVar("AnySettings", bound=Settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site's settings together with what the build needs of the rest of mkdocs.yml."""

    config_file: Path
    name: str
    url: str
    """Base address with a final slash, or nothing."""
    content: str
    """The directory of the pages that people write, relative to mkdocs.yml."""
    settings: Settings
    part: str = ""
    """Of a bureau that shares its site with others: the directory in which its own site stands."""
    bureaus: tuple[str, ...] = ()
    """Of the front of such a site: the directories of its bureaus. It has no registers of its own."""

    @property
    def root(self) -> Path:
        """The directory of mkdocs.yml."""
        return self.config_file.parent

    @property
    def kept(self) -> Path:
        """Where results are kept from one run to the next."""
        return self.root / ".gongshi" / f"bureaus/{self.part}" if self.part else self.root / ".gongshi"

    @property
    def target(self) -> Path:
        """Where the site is built if nobody says otherwise."""
        return self.root / "site" / self.part


def read_site(config_file: Path, shown_as: str) -> tuple[Site | None, list[Finding]]:
    """Read mkdocs.yml. Returns the site, or None with findings; raises OSError where the file cannot be read."""
    tree, places, findings = parsed(config_file.read_bytes(), shown_as)
    if findings:
        return None, findings
    plugins = tree.get("plugins") if isinstance(tree, dict) else None
    trail, options = _options(plugins)
    if not isinstance(options, dict):
        advice = "在 plugins 下写「- gongshi:」，再缩进填写机构等设置。"
        missing = Fault(code="ST001", values={"message": "mkdocs.yml 里没有 gongshi 的设置", "advice": advice}, trail=trail)
        return None, [placed_in(missing, places, shown_as)]
    settings, findings = checked(Settings, options, trail, places, shown_as)
    if settings is None:
        return None, findings
    host = tree if isinstance(tree, dict) else {}
    url = str(host.get("site_url") or "")
    site = Site(
        config_file=config_file,
        name=str(host.get("site_name") or settings.title),
        url=url if not url or url.endswith("/") else url + "/",
        content=str(host.get("docs_dir") or "docs"),
        settings=settings,
    )
    return site, []


def parsed(data: bytes, shown_as: str) -> tuple[Any, Places, list[Finding]]:
    """A settings file as texts with their places, or the findings that say why it cannot be read."""
    try:
        text = data.decode("utf-8-sig")
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        return None, Places(), [placed_in(encoding_fault(data, error), Places(), shown_as)]
    except yaml.YAMLError:
        return None, Places(), [placed_in(fault, Places(), shown_as) for fault in locate(text).faults[-1:]]
    places = Places()
    return _tree(root, (), places), places, []


def checked(
    model: type[AnySettings], options: dict[str, Any], trail: Trail, places: Places, shown_as: str
) -> tuple[AnySettings | None, list[Finding]]:
    """Options that stand at ``trail`` as settings, or the findings that say what is wrong with them."""
    twice = [fault for fault in places.faults if fault.trail[: len(trail)] == trail]
    if twice:
        return None, [placed_in(fault, places, shown_as) for fault in twice]
    try:
        settings = model.model_validate(options)
    except ValidationError as error:
        faults = model_faults(model, options, trail, "", error)
        return None, sorted((placed_in(fault, places, shown_as) for fault in faults), key=lambda finding: finding.sort_key)
    if settings.policy.names == "全名" and not settings.policy.reason:
        values = {
            "message": "「公示策略.姓名」写了「全名」，却没有写「理由」",
            "advice": "在公示策略里加一行「理由: 」，说明为什么全名公开。",
        }
        return None, [placed_in(Fault(code="ST001", values=values, trail=(*trail, "公示策略")), places, shown_as)]
    if (found := contrast(settings.accent, "#ffffff")) < READABLE:
        values = {
            "message": f"「主色」{settings.accent} 太浅，白字写在上面看不清（对比度 {found:.1f}，至少要 {READABLE}）",
            "advice": f'换一个深一些的颜色，例如 "{ACCENT}"。',
        }
        return None, [placed_in(Fault(code="ST001", values=values, trail=(*trail, "主色")), places, shown_as)]
    return settings, []


def _options(plugins: Any) -> tuple[Trail, Any]:
    """Where the plugin's options stand and what they are; None where there are none."""
    if isinstance(plugins, dict):
        return ("plugins", "gongshi"), plugins.get("gongshi")
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(plugin, dict) and "gongshi" in plugin:
            return ("plugins", index, "gongshi"), plugin["gongshi"]
    return (), None


def _tree(node: yaml.Node | None, trail: Trail, places: Places) -> Any:
    """Values as written text, with their places. Tags (``!ENV``, Python names) are the host's business and stay text."""
    if node is None or len(trail) > DEPTH_LIMIT:
        return None
    places.values[trail] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        tree = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            place, where = (key.start_mark.line + 1, key.start_mark.column + 1), (*trail, key.value)
            if where in places.keys:
                values = {"key": key.value, "first": places.keys[where][0]}
                places.faults.append(Fault(code="SR004", values=values, trail=where, line=place[0], column=place[1]))
            places.keys[where] = place
            tree[key.value] = _tree(value, (*trail, key.value), places)
        return tree
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item, (*trail, index), places) for index, item in enumerate(node.value)]
    return node.value or None


def placed_in(fault: Fault, places: Places, path: str) -> Finding:
    """A fault of a settings file as a finding."""
    problem = PROBLEMS[fault.code]
    line, column = (fault.line, fault.column) if fault.line else places.of(fault.trail, fault.at_key)
    return Finding(
        code=fault.code,
        level=problem.level,
        path=path,
        line=line,
        column=column,
        register="",
        record="",
        field=field_path(fault.trail),
        message=problem.message.format_map(fault.values),
        basis=problem.citation,
        help=problem.help.format_map(fault.values),
    )
