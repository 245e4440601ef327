"""The registers, one file each. A module here that defines ``REGISTER`` is a register."""

from generator.registers.catalogue import REGISTERS, STAGES, register_named

__all__ = ["REGISTERS", "STAGES", "register_named"]
