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

    def tags(self, path: str, more: str, description: str) -> str:
        """Site tags, whatever tags are given, description and canonical address. ``path`` is relative to the site's root."""
        described = " ".join(description.split())[:150]
        site = _tags(("SiteName", self.site_name), ("SiteDomain", self.domain), ("SiteIDCode", self.site_code))
        canonical = f'<link rel="canonical" href="{escape(self.url + path)}">' if self.url else ""
        return site + more + _tags(("description", described)) + canonical

    def column_tags(self, name: str, description: str, keywords: str, column_type: str) -> str:
        """The four column tags."""
        return _tags(("ColumnName", name), ("ColumnDescription", description), ("ColumnKeywords", keywords), ("ColumnType", column_type))

    def column(self, path: str, name: str, description: str, keywords: str, column_type: str) -> str:
        """The tags of a column page: site tags and four column tags."""
        return self.tags(path, self.column_tags(name, description, keywords, column_type), description)

    def article(self, path: str, column: str, title: str, published: str, description: str) -> str:
        """The tags of a content page: site and column tags, title, date of publication and source."""
        day = f"{published} 00:00" if published else ""
        return self.tags(path, column + _tags(("ArticleTitle", title), ("PubDate", day), ("ContentSource", self.source)), description)


def _tags(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in pairs if content)


def breadcrumb(root: str, steps: list[tuple[str, str]], here: str) -> str:
    """The way from the home page to here: steps of (address from the root, name)."""
    links = "".join(f'<li><a href="{root}{address}">{escape(name)}</a></li>' for address, name in [("", "首页"), *steps])
    return f'<ol>{links.replace(chr(34) + chr(34), chr(34) + "./" + chr(34))}<li aria-current="page">{escape(here)}</li></ol>'
