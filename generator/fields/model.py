"""The base of every model: frozen, closed, Chinese keys outside and English names inside."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A group of fields as written in a register file.

    Keys are read by their Chinese alias or by the English attribute name, never both for one field.
    An unknown key is an error. The text below a field is its meaning, shown to clerks and citizens.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=True,
        use_attribute_docstrings=True,
    )
