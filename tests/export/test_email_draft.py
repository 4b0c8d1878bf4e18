"""The draft: opens as unsent, marking first, one encrypted PDF, lines that every mail server takes."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.export.email_draft import RecipientUnclear, email_draft, recipients, subject_with_marking

PDF = bytes(range(256)) * 900


def _draft(**changes: str) -> bytes:
    values = {
        "to": "subgroup@example.org; chair@example.org",
        "subject": "OFFICIAL-SENSITIVE: Audit learning report RT-7K2M",
        "body": "The report is attached – encrypted.\n\nTrail " + "3f9a" * 16 + "\n",
    } | changes
    return email_draft(**values, attachment_name="Report-RT-7K2M.pdf", attachment=PDF)


def test_it_is_an_unsent_draft_with_one_pdf() -> None:
    message = message_from_bytes(_draft(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "subgroup@example.org, chair@example.org"
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: ")
    for name in ("From", "Date", "Message-ID", "X-Mailer", "User-Agent"):
        assert message[name] is None
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Report-RT-7K2M.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF
    body = message.get_body(("plain",)).get_content()
    assert "encrypted" in body and "3f9a" * 16 in body


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert _draft() == _draft()


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=400),
)
def test_lines_have_at_most_78_characters(subject: str, body: str) -> None:
    data = _draft(subject=f"OFFICIAL: {subject}", body=body)
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert data.isascii()


@pytest.mark.parametrize("length", range(1, 90))
def test_a_subject_of_any_length_begins_with_the_marking_at_once(length: int) -> None:
    subject = f"OFFICIAL-SENSITIVE: withdrawn: report {'x' * length} of audit"
    data = _draft(subject=subject)
    assert b"Subject: OFFICIAL-SENSITIVE:" in data
    assert message_from_bytes(data, policy=policy.default)["Subject"] == subject


def test_a_notice_has_no_attachment() -> None:
    message = message_from_bytes(
        email_draft("a@example.org", "OFFICIAL: withdrawn", "Delete it."), policy=policy.default
    )
    assert message.get_content_type() == "text/plain" and message["X-Unsent"] == "1"
    assert message.get_content().strip() == "Delete it."


def test_a_subject_cannot_bring_in_headers() -> None:
    message = message_from_bytes(_draft(subject="OFFICIAL: a\r\nBcc: x@example.org"), policy=policy.default)
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "written", ["nobody", "a b@example.org", "a@@example.org", "a@example.org\nBcc: b@c.org", "<>"]
)
def test_an_unclear_recipient_is_named(written: str) -> None:
    with pytest.raises(RecipientUnclear):
        email_draft(written, "s", "b", "a.pdf", PDF)


def test_recipients_and_marking() -> None:
    assert recipients(" a@example.org ;b@example.org,, ") == ("a@example.org", "b@example.org")
    assert recipients("") == ()
    assert subject_with_marking("Official-Sensitive", "Report  RT-1") == "OFFICIAL-SENSITIVE: Report RT-1"
    assert subject_with_marking("Official", "OFFICIAL: Report") == "OFFICIAL: Report"
