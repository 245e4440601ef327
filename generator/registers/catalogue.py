"""Finds the registers: every module of this package that defines ``REGISTER``."""

import importlib
import pkgutil
from pathlib import Path

from generator.registers.register import Register, Stage

STAGES: dict[Stage, str] = {
    Stage.PRE: "事前公开",
    Stage.DURING: "事中公示",
    Stage.POST: "事后公开",
    Stage.OVERSIGHT: "监督",
}
"""The stages in their order, with the titles used unless the settings name others."""


def _discover() -> dict[str, Register]:
    found: list[Register] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name == "catalogue":
            continue
        declared = getattr(importlib.import_module(f"generator.registers.{module.name}"), "REGISTER", None)
        if isinstance(declared, Register):
            found.append(declared)
    stages = list(STAGES)
    found.sort(key=lambda register: (stages.index(register.stage), register.order, register.key))
    return {register.key: register for register in found}


REGISTERS: dict[str, Register] = _discover()
"""All registers by key, in the order in which the site shows them."""


def register_named(key: str) -> Register:
    """The register with this key; raises KeyError where there is none."""
    return REGISTERS[key]
