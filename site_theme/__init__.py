"""The look of the site, as an MkDocs theme named ``gongshi`` that builds on Material for MkDocs.

Importing it first keeps Material's notice to site authors off the screens of bureau staff.
"""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
