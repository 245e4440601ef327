"""Titles and the government-site tags of a page (政府网站发展指引, 国办发〔2017〕47号)."""

from dataclasses import dataclass

from markupsafe import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the tags of every page of a site have in common."""

    site_name: str
    domain: str
    site_code: str
    url: str
    """Base address with a final slash, or nothing."""
    source: str
    """The organ named as the source of the content."""

    def tags(self, path: str, pairs: list[tuple[str, str]], description: str) -> str:
        """Meta tags and canonical address. ``path`` is relative to the site's root."""
        described = " ".join(description.split())[:150]
        lines = [
            ("SiteName", self.site_name),
            ("SiteDomain", self.domain),
            ("SiteIDCode", self.site_code),
            *pairs,
            ("description", described),
        ]
        text = "\n".join(f'<meta name="{name}" content="{escape(content)}">' for name, content in lines if content)
        return f'{text}\n<link rel="canonical" href="{escape(self.url + path)}">' if self.url else text

    def column(self, path: str, name: str, description: str, keywords: str, column_type: str) -> str:
        """The tags of a column page: site tags and four column tags."""
        pairs = [("ColumnName", name), ("ColumnDescription", description), ("ColumnKeywords", keywords), ("ColumnType", column_type)]
        return self.tags(path, pairs, description)

    def article(self, path: str, column: tuple[str, str, str, str], title: str, published: str, description: str) -> str:
        """The tags of a content page: site tags, column tags, title, date of publication and source."""
        names = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
        pairs = list(zip(names, column, strict=True))
        pairs += [("ArticleTitle", title), ("PubDate", f"{published} 00:00" if published else ""), ("ContentSource", self.source)]
        return self.tags(path, pairs, description)


def breadcrumb(root: str, steps: list[tuple[str, str]], here: str) -> str:
    """The way from the home page to here: steps of (address from the root, name)."""
    links = "".join(f'<li><a href="{root}{address}">{escape(name)}</a></li>' for address, name in [("", "首页"), *steps])
    return f'<ol>{links.replace(chr(34) + chr(34), chr(34) + "./" + chr(34))}<li aria-current="page">{escape(here)}</li></ol>'
