"""Titles and the government-site tags of a page (政府网站发展指引, 国办发〔2017〕47号)."""

import re
from dataclasses import dataclass

from markupsafe import escape

from generator.source.settings import Site


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

    def tags(self, path: str, more: str, text: str) -> str:
        """Site tags, whatever tags are given, description and canonical address. ``path`` is relative to the site's root."""
        return self._site() + more + described(text) + self._address(escape(path))

    def column_tags(self, name: str, text: str, keywords: str, column_type: str) -> str:
        """The four column tags."""
        return _tags(("ColumnName", name), ("ColumnDescription", text), ("ColumnKeywords", keywords), ("ColumnType", column_type))

    def column(self, path: str, name: str, text: str, keywords: str, column_type: str) -> str:
        """The tags of a column page: site tags and four column tags."""
        return self.tags(path, self.column_tags(name, text, keywords, column_type), text)

    def article(self, title: str, published: str) -> str:
        """The tags that a content page has beside those of its column; ``title`` is escaped."""
        day = f'<meta name="PubDate" content="{published} 00:00">\n' if published else ""
        return f'<meta name="ArticleTitle" content="{title}">\n{day}'

    def content(self, column: str, article: str, description: str, path: str) -> str:
        """The tags of a content page, of which all but the column's may be holes."""
        return self._site() + column + article + _tags(("ContentSource", self.source)) + description + self._address(path)

    def _site(self) -> str:
        return _tags(("SiteName", self.site_name), ("SiteDomain", self.domain), ("SiteIDCode", self.site_code))

    def _address(self, path: str) -> str:
        """The canonical address, and the same for those who pass the page on (the Open Graph protocol, https://ogp.me); ``path`` is escaped."""
        if not self.url:
            return ""
        whole = f"{escape(self.url)}{path}"
        return f'<link rel="canonical" href="{whole}">\n<meta property="og:url" content="{whole}">\n'


def masthead_of(site: Site) -> Masthead:
    """What the tags of every page of this site have in common."""
    bureau = site.settings.bureau
    domain = re.sub(r"^https?://|/.*$", "", site.url)
    return Masthead(site_name=site.name, domain=domain, site_code=bureau.site_code, url=site.url, source=bureau.name)


def described(text: str) -> str:
    """The tags of a description, which is cut after 150 characters."""
    short = " ".join(text.split())[:150]
    return _tags(("description", short)) + _properties(("og:description", short))


def _tags(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in pairs if content)


def _properties(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta property="{name}" content="{escape(content)}">\n' for name, content in pairs if content)


def breadcrumb(root: str, steps: list[tuple[str, str]], here: str) -> str:
    """The way from the home page to here: steps of (address from the root, name)."""
    links = "".join(f'<li><a href="{root}{address}">{escape(name)}</a></li>' for address, name in [("", "首页"), *steps])
    return f'<ol>{links.replace(chr(34) + chr(34), chr(34) + "./" + chr(34))}<li aria-current="page">{escape(here)}</li></ol>'
