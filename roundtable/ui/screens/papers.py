"""The papers beside the report, in the order of the process: look at each, save it where it should lie."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from roundtable.actions.paper_order import PaperState
from roundtable.actions.papers import PapersView, make_paper, papers_view
from roundtable.actions.untold_papers import paper_told
from roundtable.domain.changes import Topic
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import AuditId
from roundtable.domain.papers import HOLDS_NAMES, TITLES, PaperKind
from roundtable.domain.wording import counted
from roundtable.ui.context import Context
from roundtable.ui.paper_card import WORDS, PaperCard
from roundtable.ui.paper_saving import SavedPapers, WantedPaper, save_papers
from roundtable.ui.screen import Screen
from roundtable.ui.spoken_passphrase import SpokenPassphrase
from roundtable.ui.widgets import Callout, Card, Text
from roundtable.ui.widgets.page_preview import PagePreview
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack

_SUBTITLE = (
    "Each is made fresh from what is recorded now. Whatever goes by label is searched for names first."
)


class PapersScreen(Screen):
    """`audit_id` says whose papers."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic) - {Topic.CONCERNS}
    help_key = "papers"

    def __init__(self, context: Context, *, audit_id: AuditId) -> None:
        super().__init__(context, "Papers", _SUBTITLE, wide=True)
        context.frame.set_rail((), "")
        context.frame.set_place("Papers")
        self._id = AuditId(audit_id)
        self._pdf, self._shown_kind = b"", ""
        self.proceedings = Callout(
            self.theme, "", "warn", title="Live proceedings: ask who runs them before a paper leaves"
        )
        self.proceedings.setVisible(False)
        self.passphrase = SpokenPassphrase(self.theme)
        self.passphrase.told.clicked.connect(self._on_told)
        self._untold: PaperKind | None = None
        self._briefing_was_confirmed = False
        self.cards = {kind: PaperCard(self.theme, kind) for kind in PaperKind}
        for card in self.cards.values():
            card.looked.connect(lambda kind: self._look(PaperKind(kind)))
            card.saved.connect(lambda kind: self._save(PaperKind(kind)))
        self._build_pages()
        papers = Stack(self.theme, *self.cards.values())
        papers.setVisible(False)
        self._papers = papers
        self.add(self.proceedings)
        self.add(self.passphrase)
        self.add(Reflow(self.theme, papers, self.pages, narrowest=520))

    def _build_pages(self) -> None:
        self.pages = Card(self.theme, "Its pages")
        self.page_words = Text("Choose “Look at it” to see a paper as it will be saved.", "body", "ink2")
        self.preview = PagePreview(self.theme)
        self.preview.wanted.connect(self._fetch_page)
        self.preview.setVisible(False)
        self.pages.add(self.page_words)
        self.pages.add(self.preview)

    # --- showing

    def load(self) -> None:
        """Read what each paper needs; a paper that is being looked at may be an old one now."""
        vault, audit_id = self.context.vault, self._id
        self.view(lambda: papers_view(vault, audit_id), self._show)

    def _show(self, view: PapersView) -> None:
        self.set_title("Papers", _SUBTITLE, f"{view.reference}  ·  {view.title}")
        self.proceedings.setVisible(bool(view.proceedings))
        self.proceedings.message.setText("\n".join(view.proceedings))
        for row in view.rows:
            self.cards[row.kind].show_row(row, view.agencies)
        self.cards[PaperKind.LETTER].show_letters(view.letters)
        self._briefing_was_confirmed = view.is_briefing_confirmed
        self.cards[PaperKind.BRIEFING].show_unconfirmed(not view.is_briefing_confirmed)
        if view.untold and not self.passphrase.text():
            self._tell(view.untold[0].kind, view.untold[0].passphrase)
        self._papers.setVisible(True)
        self._show_primary(next((row.kind for row in view.rows if row.state is PaperState.NEXT), None))
        self.hide_private(self.context.room.is_mirrored())

    def _show_primary(self, kind: PaperKind | None) -> None:
        """The paper that is next; none where all of the stage lie in their folders."""
        if kind is None:
            self.footer.hide_primary()
            return
        self.set_primary(WORDS[kind].save, lambda: self._save(kind), icon="download")
        self.footer.primary.setEnabled(True)

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: no passphrase, and no page that names a child."""
        self.passphrase.cover(hidden)
        self.cards[PaperKind.SCHEDULE].look.setVisible(not hidden)
        if hidden and self._shown_kind in HOLDS_NAMES:
            self._close_pages()

    # --- looking

    def _look(self, kind: PaperKind) -> None:
        context, audit_id, agency = self.context, self._id, self.cards[kind].agencies()[0]

        def read() -> tuple[bytes, int]:
            pdf = make_paper(context.vault, context.papers, audit_id, kind, agency)
            return pdf, context.papers.page_count(pdf)

        def show(made: tuple[bytes, int]) -> None:
            if kind in HOLDS_NAMES and context.room.is_mirrored():
                return
            self._pdf, self._shown_kind = made[0], kind
            self.page_words.setText(f"{TITLES[kind]}, {counted(made[1], 'page')}")
            self.preview.setVisible(True)
            self.preview.open(made[1])
            self.page.ensureWidgetVisible(self.page_words)  # a card far down would show nothing

        self.page.errors.clear()
        context.tasks.run(read, self, show, self._refused)

    def _close_pages(self) -> None:
        self._pdf, self._shown_kind = b"", ""
        self.preview.picture.show_png(b"")
        self.preview.setVisible(False)
        self.page_words.setText("Stop mirroring the displays to see a paper that names children.")

    def _fetch_page(self, number: int, width: int) -> None:
        papers, pdf = self.context.papers, self._pdf
        if pdf:
            self.context.tasks.run(
                lambda: papers.page_image(pdf, number, width),
                self,
                lambda png: self._show_page(pdf, number, png),
                self.show_error,
            )

    def _show_page(self, pdf: bytes, number: int, png: bytes) -> None:
        if pdf == self._pdf:  # another paper may have been asked for meanwhile
            self.preview.show_png(number, png)

    # --- the passphrase

    def _tell(self, kind: PaperKind, passphrase: str) -> None:
        self._untold = kind
        self.passphrase.tell(passphrase, TITLES[kind])
        self.passphrase.cover(self.context.room.is_mirrored())

    def _on_told(self) -> None:
        """Off the screen and out of the file; another paper's may wait for its turn."""
        context, audit_id, kind = self.context, self._id, self._untold
        if kind is None:
            return
        self._untold = None
        self.passphrase.tell("")
        context.tasks.run(
            lambda: paper_told(context.vault, audit_id, kind), self, lambda _: self.load(), self.show_error
        )

    # --- saving

    def _save(self, kind: PaperKind) -> None:
        context, audit_id, card = self.context, self._id, self.cards[kind]
        if kind is PaperKind.BRIEFING and not self._is_read():
            return
        folder = context.prompts.choose_folder(f"Folder for: {TITLES[kind]}", Path.home())
        if folder is None:
            return
        wanted = WantedPaper(kind, card.agencies(), card.is_encrypted())
        self.page.errors.clear()
        context.tasks.run(
            lambda: save_papers(context.vault, context.papers, audit_id, wanted, folder),
            self,
            lambda saved: self._saved(kind, saved),
            self._refused,
        )

    def _is_read(self) -> bool:
        """Nobody confirmed these very words, and everybody may read them."""
        return self._briefing_was_confirmed or self.context.prompts.confirm(
            "Have you read every line of the briefing?",
            "The second person confirmed the report for known recipients. The briefing tells it by the "
            "stricter rules for publication; nobody has confirmed these very words.",
            "I have read it",
            "Not yet",
        )

    def _saved(self, kind: PaperKind, saved: SavedPapers) -> None:
        if saved.passphrase:
            self._tell(kind, saved.passphrase)
            self.page.verticalScrollBar().setValue(0)
            self.passphrase.told.setFocus()
        names = saved.paths[0].name if len(saved.paths) == 1 else counted(len(saved.paths), "paper")
        self.load()  # another paper is next now
        self.context.frame.toast(f"Saved in {saved.paths[0].parent.name or 'the folder'}: {names}")

    def _refused(self, error: RoundtableError) -> None:
        self.page.verticalScrollBar().setValue(0)
        self.show_error(error)
