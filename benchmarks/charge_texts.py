"""What is charged, at which rate, to whom. The rates are those of the sample county's catalogue of fees."""

from dataclasses import dataclass

from benchmarks.invent import ORGANISATION, Unit, credit_code

HOLDERS = (
    ("安宁生物制品股份有限公司", "邵景明"),
    ("康原生物技术有限公司", "龚雪松"),
    ("华岭疫苗有限公司", "尹若水"),
    ("博源生物制药股份有限公司", "苗春和"),
    ("泽仁生物制品研究所有限责任公司", "段允中"),
)
"""Invented holders of vaccine authorisations and their legal representatives."""

_FIRST_CODE = 700_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One fee of ``rate`` yuan a unit. ``reckoning`` may name {year}, {quarter}, {units}, {rate} and {amount}."""

    fee: str
    rate: int
    units: tuple[int, int]
    reckoning: str


CHARGES: tuple[Charge, ...] = (
    Charge(
        fee="sf-yimiao-chuyun",
        rate=10,
        units=(120, 2600),
        reckoning=(
            "{year}年第{quarter}季度，示例县疾病预防控制中心受委托向全县接种单位配送非免疫规划疫苗{units}剂，每剂{rate}元，应缴{amount}元。"
            "剂数以接种单位签收单为准；配送免疫规划疫苗不收费，不向接种者收取。"
        ),
    ),
)
"""The fees that an authority of the county decides. What clinics and laboratories charge for their services is not in this ledger."""


def holder(seed: int, number: int) -> Unit:
    """One holder of vaccine authorisations, the same for the same arguments."""
    name, representative = HOLDERS[number]
    return Unit(
        kind="holder",
        name=name,
        masked=name,
        category=ORGANISATION,
        credit_code=credit_code(seed, "91", _FIRST_CODE + number),
        representative=representative,
        address="",
        venue="",
    )
