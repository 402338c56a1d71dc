"""Find what a web page says of itself: title, day, issuer, language and address."""

import json
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from helpers.documents.saved import Candidate

#: What the parts of JSON-LD (schema.org) and the names of <meta> are columns of, the best first.
LINKED_DATA = {
    "headline": "title",
    "name": "title",
    "datePublished": "published",
    "dateCreated": "published",
    "publisher": "issuer",
    "author": "issuer",
    "inLanguage": "language",
    "url": "url",
}
META = {
    "og:title": "title",
    "dcterms.title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "twitter:title": "title",
    "article:published_time": "published",
    "datepublished": "published",
    "dcterms.issued": "published",
    "dcterms.date": "published",
    "dc.date": "published",
    "dcterms.created": "published",
    "dc.date.issued": "published",
    "citation_date": "published",
    "pubdate": "published",
    "date": "published",
    "og:site_name": "issuer",
    "dcterms.publisher": "issuer",
    "dc.publisher": "issuer",
    "dc.creator": "issuer",
    "author": "issuer",
    "dcterms.language": "language",
    "dc.language": "language",
    "og:url": "url",
}
ARTICLES = re.compile(r"(?:Article|Posting|Report|Statement|WebPage|CreativeWork)$")
MAX_PARTS = 1000  # of linked data; more are not about one statement


def find_facts(soup: BeautifulSoup) -> tuple[Candidate, ...]:
    """List what a page says of itself in its head, the most trusted first: JSON-LD, then <meta>.

    >>> soup = BeautifulSoup("<html lang=en><title>The Port</title>", "lxml")
    >>> [fact.value for fact in find_facts(soup)]
    ['The Port', 'en']
    """
    facts = [*_of_linked_data(soup), *_of_meta(soup)]
    for time in soup.select("time[datetime]")[:1]:
        facts.append(Candidate("published", str(time["datetime"]), "<time>"))
    if soup.title:
        facts.append(Candidate("title", soup.title.get_text(), "<title>"))
    if isinstance(soup.html, Tag) and soup.html.get("lang"):
        facts.append(Candidate("language", str(soup.html["lang"]), "<html lang>"))
    for link in soup.select("link[rel=canonical][href]")[:1]:
        facts.append(Candidate("url", str(link["href"]), "canonical link"))
    tidy = (fact._replace(value=" ".join(fact.value.split())[:500]) for fact in facts)
    return tuple(fact for fact in tidy if fact.value)


def _of_meta(soup: BeautifulSoup) -> Iterator[Candidate]:
    said: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        said.setdefault(str(name).lower(), str(tag.get("content", "")))
    for name, column in META.items():
        if said.get(name):
            yield Candidate(column, said[name], f"<meta {name}>")


def _of_linked_data(soup: BeautifulSoup) -> Iterator[Candidate]:
    """What JSON-LD says of the article on the page."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        for part in _parts_of(data):
            if not ARTICLES.search(str(part.get("@type", ""))):
                continue
            for key, column in LINKED_DATA.items():
                if value := _in_one_text(part.get(key)):
                    yield Candidate(column, value, f"JSON-LD {key}")


def _parts_of(data: object) -> Iterator[dict]:
    """Every part of linked data that describes a thing, articles before pages."""
    found: list[dict] = []
    queue = [data]
    while queue and len(found) < MAX_PARTS:
        part = queue.pop(0)
        if isinstance(part, list):
            queue += part
        elif isinstance(part, dict):
            found.append(part)
            queue.append(part.get("@graph"))
    yield from sorted(found, key=lambda part: str(part.get("@type", "")).endswith("WebPage"))


def _in_one_text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return value if isinstance(value, str) else ""
