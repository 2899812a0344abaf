"""The documentation page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from continuo.doors.http.app import bare_app
from continuo.doors.http.docs import rendered

VOID = {"meta", "link", "br"}


class Nesting(HTMLParser):
    """Notes every tag and whether all are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.hosts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.hosts += [value for name, value in attrs if value and "//" in value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return rendered(bare_app().openapi())


def test_the_page_is_whole_and_needs_no_script_and_no_other_host(page: str) -> None:
    seen = Nesting()
    seen.feed(page)

    assert seen.open == []
    assert seen.tags & {"script", "link", "img", "iframe"} == set()
    assert seen.hosts == []


def test_the_page_shows_every_route_and_every_form_once(page: str) -> None:
    document = bare_app().openapi()

    for path, methods in document["paths"].items():
        for method in methods:
            assert page.count(f"<code>{method.upper()} {path}</code>") == 1
    anchors = re.findall(r"<details id='(\w+)'>", page)
    assert sorted(anchors) == sorted(document["components"]["schemas"])
    assert set(re.findall(r"href='#(\w+)'", page)) <= set(anchors)


def test_text_of_the_document_is_never_markup() -> None:
    document = bare_app().openapi()
    document["info"]["title"] = "<script>alert(1)</script>"

    assert "<script>" not in rendered(document)


def test_the_document_is_openapi_3_1_and_every_reference_in_it_leads_somewhere() -> None:
    document = bare_app().openapi()
    references = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert document["openapi"].startswith("3.1")
    assert references <= set(document["components"]["schemas"])
