"""What a facilitator does, in their own words, with nothing but the mouse and the keyboard on the real window."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit

from roundtable.ui.session import Session
from roundtable.ui.theme import ThemeChoice
from tests.journeys.hands import Answer, Hands
from tests.journeys.program import Program

PASSPHRASE = "lantern-gravel-orbit-thimble-willow"
ME = "Owen Merriweather"
PIN = "2580"


class Facilitator:
    """One person at one computer, whose settings lie in `home`."""

    def __init__(self, home: Path, *, keyboard: bool = False) -> None:
        self.home, self.keyboard = home, keyboard
        self.program = Program(home / "settings.ini")
        self._session: Session | None = None
        self._hands: Hands | None = None

    # --- the computer

    @property
    def session(self) -> Session:
        """The program that runs."""
        assert self._session is not None, "the program has not been started"
        return self._session

    @property
    def hands(self) -> Hands:
        """Mouse, keyboard and eyes."""
        assert self._hands is not None, "the program has not been started"
        return self._hands

    @property
    def here(self) -> str:
        """The key of the page that is shown."""
        place = self.session.navigator.here
        return place.key if place else ""

    def opens_the_program(
        self, size: tuple[int, int] = (1366, 768), choice: ThemeChoice = "light", zoom: float = 1.0
    ) -> None:
        """A click on the icon."""
        self._session = self.program.start(size, choice, zoom)
        self._hands = Hands(self._session.window, keyboard=self.keyboard)
        self._hands.at_rest = lambda: self.session.tasks.idle
        self.hands.rest()

    def quits(self) -> None:
        """Ctrl+Q, as at the end of a day."""
        if self._session is None:
            return
        self.hands.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        self.puts_away()

    def puts_away(self) -> None:
        """Whatever is still open goes, so that the next test begins with nothing."""
        session, self._session = self._session, None
        if session is None:
            return
        session.end()
        session.curtains.lift()
        session.window.close()
        session.window.deleteLater()
        self._hands = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del session
        # What is left goes here and now: the next program's worker must not clear away this one's windows.
        gc.collect()

    def arrives_at(self, key: str) -> None:
        """Waits for a page."""
        self.hands.wait_for(lambda: self.here == key, f"the page {key!r} (at {self.here!r})")
        self.hands.rest()

    # --- the file

    def makes_a_file(self, path: Path, board: str = "Fernleigh Safeguarding Children Board") -> str:
        """The first run; the recovery code is read off the sheet, typed back and returned."""
        hands = self.hands
        hands.type_into("Name of the Board", board)
        hands.type_into(
            "Who to tell about a loss or a mistaken disclosure", "the business unit, 020 7946 0100"
        )
        hands.type_into("E-mail address that reports go to", "learning.subgroup@example.org")
        self.chooses_place(path)
        hands.type_into("Your name", ME)
        hands.type_into("Passphrase", PASSPHRASE)
        hands.type_into("Passphrase again", PASSPHRASE)
        hands.rest()
        hands.press("Create the file")
        hands.reads("Keep the recovery code")
        code = self._reads_recovery_code()
        for place, group in enumerate(code.split("-"), 1):
            if hands.has(f"Group {place} of the code"):
                hands.type_into(f"Group {place} of the code", group.lower())
        hands.press("I have the code on paper…")
        hands.press("Open the file")
        self.arrives_at("home")
        return code

    def fills_in_the_first_run(
        self, path: Path, board: str = "Fernleigh Safeguarding Children Board"
    ) -> None:
        """Everything that the first page asks for."""
        hands = self.hands
        hands.type_into("Name of the Board", board)
        hands.type_into(
            "Who to tell about a loss or a mistaken disclosure", "the business unit, 020 7946 0100"
        )
        hands.type_into("E-mail address that reports go to", "learning.subgroup@example.org")
        self.chooses_place(path)
        hands.type_into("Your name", ME)
        hands.type_into("Passphrase", PASSPHRASE)
        hands.type_into("Passphrase again", PASSPHRASE)
        hands.rest()

    def tries_the_sample(self, path: Path) -> None:
        """From the first page to the sample's home, kept at a place of one's own."""
        hands = self.hands
        hands.press("Try the sample…")
        self.arrives_at("try_sample")
        hands.press("Choose where…")
        self.chooses_place(path)
        hands.press("Try the sample")
        self.arrives_at("home")

    def unlocks(self, passphrase: str = PASSPHRASE, name: str = ME) -> None:
        """The file that was used last."""
        hands = self.hands
        hands.type_into("Your name", name)
        hands.type_into("Passphrase", passphrase)
        hands.press("Unlock")

    def comes_back(self) -> None:
        """Starts the program again and unlocks the file."""
        self.opens_the_program()
        self.unlocks()
        self.arrives_at("home")

    def chooses_place(self, path: Path) -> None:
        """Where the new file lies."""
        self.hands.prompts.expect("Where to keep the file", in_file_dialog(path))
        self.hands.press("Choose another place" if self.hands.has("Choose another place") else "Choose where")
        self.hands.prompts.all_came()

    # --- preparing

    def imports(self, pack: Path) -> None:
        """A case pack, from home to the audit's cases."""
        hands = self.hands
        hands.press("Import cases")
        self.arrives_at("import_pack")
        hands.prompts.expect("Choose a case pack", in_file_dialog(pack))
        hands.press("Choose a file")
        hands.prompts.all_came()
        hands.press("Import …")
        self.arrives_at("audit")

    def prepares_an_audit(self, title: str) -> None:
        """By hand, from home."""
        hands = self.hands
        hands.prompts.expect("Prepare an audit", lambda h: (h.type(title), h.press("Start preparing"))[0])
        hands.press("Prepare an audit")
        hands.prompts.all_came()
        self.arrives_at("audit")

    def adds_a_case(self, *people: tuple[str, str]) -> None:
        """A new case of the audit with people by name and role; Enter takes each to the next."""
        hands = self.hands
        hands.press("Cases…")
        hands.press("Add the first case" if hands.has("Add the first case") else "Add a case")
        self.arrives_at("case")
        for name, role in people:
            hands.type_into("Name of a new person", name)
            hands.type_into("Role of the new person", role)
            hands.key(Qt.Key.Key_Return)
            hands.rest()
        hands.reads(f"People ({len(people)})")

    def adds_an_event(self, day: tuple[int, int, int], text: str) -> None:
        """To the chronology of the case that is open."""
        hands = self.hands
        hands.press("Chronology…")
        self.enters_date("the date of the event", *day)
        hands.type_into("What happened", text)
        hands.press("Add event")

    def plans_the_round_table(self, *guests: tuple[str, str, str]) -> None:
        """From the audit's page: a day, and people with agency and role."""
        hands = self.hands
        hands.press("Round table")
        self.enters_date("the date of the meeting", 22, 4, 2026)
        hands.press("Plan the round table")
        self.arrives_at("meeting")
        hands.press("People…")
        for name, agency, role in guests:
            if hands.has(f"Add {name}"):
                hands.press(f"Add {name}")
            else:
                self.adds_to_the_list(name, agency, role)

    def adds_to_the_list(self, name: str, agency: str, role: str) -> None:
        """Somebody whom the Board's list does not have."""
        hands = self.hands
        hands.type_into("Name", name)
        hands.choose("Agency", agency)
        hands.type_into("Role", role)
        hands.press("Add to the list")

    def opens_the_round_table(self, pin: str = PIN) -> None:
        """Now everybody has to sign."""
        hands = self.hands
        hands.type_into("Meeting PIN", pin)
        hands.type_into("Meeting PIN again", pin)
        hands.press("Open the round table")
        self.arrives_at("sign")

    # --- signing in

    def hands_over_to(self, name: str) -> None:
        """The laptop goes to an attendee: from the list, or from whoever signed before."""
        hands = self.hands
        if self.here == "hand_over":
            hands.press(f"I sign next: {name}")
        elif hands.has(f"Hand over to {name}"):
            hands.press(f"Hand over to {name}")
        else:
            hands.press(f"Hand over to sign: {name}")
        self.arrives_at("hand_over")
        hands.reads(name)

    def signs(self) -> None:
        """With the mouse, in the box."""
        self.hands.press("No interest")
        self.hands.draw("Your signature")
        self.hands.press("I agree and sign")
        self.hands.reads("You have signed")

    def types_name(self, name: str) -> None:
        """With the keyboard."""
        hands = self.hands
        hands.press("No interest")
        hands.press("Type my name")
        hands.type_into("Your full name", name)
        hands.press("I agree and sign")
        hands.reads("You have signed")

    def says_signed_on_paper(self) -> None:
        """On a printed statement that the facilitator holds."""
        hands = self.hands
        hands.press("No interest")
        hands.press("Signed on paper")
        hands.press("I agree and sign")
        hands.reads("You have signed")

    def declares_and_signs(self, interest: str, case: int, what_follows: str) -> None:
        """An interest in the case with this number, then the signature."""
        hands = self.hands
        hands.press("Yes, I declare one")
        hands.press(interest)
        hands.choose("Which case: …", hands.entries("Which case: …")[case])  # 0 is "Choose the case"
        hands.choose("What follows: …", what_follows)
        hands.draw("Your signature")
        hands.press("I agree and sign")
        hands.reads("You have signed")

    def says_no(self, reason: str) -> None:
        """Does not agree, says why."""
        hands = self.hands
        hands.press("I do not agree")
        hands.type_into("Your reason", reason)
        hands.press("I do not agree and will leave")
        hands.reads("You have not signed")

    def takes_the_laptop_back(self, pin: str = PIN) -> None:
        """With the meeting PIN."""
        self.hands.type_into("Meeting PIN", pin)
        self.hands.press("Leave this page")
        self.arrives_at("sign")

    # --- somebody comes late

    def opens_step(self, title: str) -> None:
        """In the rail at the left."""
        self.hands.press(f"{title}, …")

    def lets_in(self, name: str) -> None:
        """A late arrival: from here on the curtain is drawn, until they have signed or left."""
        self.opens_step("Sign confidentiality")
        self.arrives_at("sign")
        self.hands.press(f"Has arrived: {name}")
        self.hands.reads(f"{name} has arrived")
        assert self.session.curtains.is_drawn
        self.hands.press(f"{name} has arrived: sign")
        self.arrives_at("hand_over")

    def lifts_the_curtain(self, pin: str = PIN) -> None:
        """With the meeting PIN."""
        hands = self.hands
        hands.type_into("Meeting PIN", pin)
        hands.press("Lift the curtain")
        hands.wait_for(lambda: not self.session.curtains.is_drawn, "the curtain to be lifted")

    # --- the cases

    def starts_with_the_cases(self) -> None:
        """From the list of those who signed."""
        self.hands.press("Start with …")
        self.arrives_at("who")

    def walks_through_case(self, lesson: str = "", grade: str = "Good") -> None:
        """Every step of the case that is open, to the first step of what comes after it."""
        hands = self.hands
        for step in ("who", "headlines", "chronology"):
            self.arrives_at(step)
            self.goes_on()
        self.says_what_life_was_like()
        self.arrives_at("questions")
        self.answers_the_questions(grade)
        self.arrives_at("practice")
        if lesson:
            self.captures_lesson("2  Area for improvement", lesson)
        self.goes_on()
        self.arrives_at("grade")
        self.gives_grade(grade)
        self.goes_on()
        self.arrives_at("urgent")
        hands.press("No")
        self.goes_on()

    def says_what_life_was_like(self) -> None:
        """One sentence: the step asks for a word at least."""
        self.arrives_at("lived")
        self.hands.type_into("What the child said", "Mornings were hurried.")
        self.goes_on()

    def answers_the_questions(self, grade: str) -> None:
        """One after the other, with the same grade and reason."""
        for _question in range(60):
            if self.here != "questions":
                return
            self.gives_grade(grade)
            self.goes_on()
        raise AssertionError("the questions do not end")

    def gives_grade(self, grade: str) -> None:
        """A tile, and the reason."""
        self.hands.press(grade)
        self.hands.type_into("Why this grade?", "The records show it.")

    def captures_lesson(self, kind: str, text: str) -> None:
        """On the page of the case or of all cases."""
        hands = self.hands
        hands.press(kind)
        hands.type_into("What would you tell a colleague?", text)
        hands.key(Qt.Key.Key_Return)
        hands.rest()
        assert not hands.find("What would you tell a colleague?").toPlainText(), "the lesson was not taken"

    def skips_this_step(self, reason: str) -> None:
        """With a reason that the report will give."""
        hands = self.hands
        hands.prompts.expect("Skip ", lambda h: (h.type(reason), h.press("Skip this step"))[0])
        hands.press("Skip this step…")
        hands.prompts.all_came()

    def records_who_is_recused_as_out(self) -> None:
        """The case is closed; the sign-off page is where that is mended."""
        hands = self.hands
        hands.press("Go to sign-off")
        self.arrives_at("sign")
        hands.press("Has left the room: …")
        hands.press("Continue with …")
        self.arrives_at("who")

    # --- the urgent concern

    def raises_a_concern(self, who: str, what: str, handed_to: str = "") -> None:
        """Ctrl+U, whatever page is shown."""
        hands = self.hands
        hands.key(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
        hands.reads("A child may be at risk now")
        hands.type(who)
        hands.type_into("What was said or seen?", what)
        if handed_to:
            hands.type_into("Handed over to", handed_to)
        self.goes_on()

    # --- after the cases

    def agrees_action(self, what: str, owner: str, due: tuple[int, int, int], measure: str) -> None:
        """Who does what by when."""
        hands = self.hands
        hands.type_into("What will be done?", what)
        hands.choose("Agency that owns it", owner)
        hands.type_into("Role of the owner", "Team manager")
        self.enters_date("the due date", *due)
        hands.type_into("How would anyone know it is done?", measure)
        self.goes_on()

    def closes_the_round_table(self, note: str = "Papers handed in.") -> None:
        """After the actions, with a closing note; what is still open is seen to today."""
        hands = self.hands
        hands.reads("Collect the papers")
        hands.type_into("Closing note", note)
        if hands.has("Close it all the same…"):
            hands.press("Close it all the same…")
        hands.press("Close the round table")
        hands.reads("The round table is closed")

    def decides_names(self) -> int:
        """Replaces every string that has to be decided by neutral words; how many there were."""
        hands = self.hands
        decided = 0
        while hands.has("Decide …"):
            hands.press("1  Replace it…")
            hands.type_into("Words in its place", "[name removed]")
            hands.press("Replace it")
            decided += 1
            assert decided < 200, "the decisions do not end"
        return decided

    def asks_a_second_person(
        self, name: str = "Denise Halloran", role: str = "Quality Assurance Manager"
    ) -> None:
        """They read the text to its end and sign it."""
        hands = self.hands
        hands.press("Ask a second person to read it")
        self.arrives_at("confirm")
        hands.go_to("The text of the report, without names")
        hands.key(Qt.Key.Key_PageDown, times=60)
        hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        hands.type_into("Your full name", name)
        hands.type_into("Your role", role)
        hands.press("I have read the whole text…")
        if self.keyboard:
            hands.press("Type my name")
            hands.type_into("Your name again, as your signature", name)
        else:
            hands.draw("Your signature")
        hands.press("Sign and confirm")
        self.arrives_at("export")

    def creates_report(self) -> None:
        """And waits until it was searched."""
        self.hands.press("Create the report")
        self.hands.reads("Searched for names: none found")

    def saves_a_copy(self, path: Path) -> bytes:
        """Of the report, not encrypted."""
        hands = self.hands
        hands.prompts.expect("Save a copy", in_file_dialog(path))
        hands.press("Save a copy…")
        hands.prompts.all_came()
        hands.wait_for(path.exists, "the copy")
        return path.read_bytes()

    def sends(self, folder: Path) -> bytes:
        """Opens the draft, tells the passphrase, records that it was sent; what the mail program was given."""
        draft = self.writes_draft(folder)
        self.hands.press("I have told it by telephone")
        self.hands.press("I have sent it")
        self.hands.reads("Recorded: the report has been sent")
        return draft

    def writes_draft(self, folder: Path) -> bytes:
        """From the finished report to the draft that the mail program opens."""
        hands = self.hands
        hands.press("Go on to send it")
        self.arrives_at("send")
        with MailProgram() as mail:
            hands.prompts.expect("Where shall the file go?", in_file_dialog(folder))
            hands.press("1  Open a draft e-mail")
            hands.prompts.all_came()
            hands.wait_for(lambda: bool(mail.opened), "the draft in the mail program")
        return mail.opened[0].read_bytes()

    # --- inside

    def goes_on(self) -> None:
        """The primary action of the page, by Ctrl+Enter."""
        self.hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.hands.rest()

    def goes_on_without_waiting(self) -> None:
        """Ctrl+Enter, and whatever it begins goes on by itself."""
        self.hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def enters_date(self, what: str, day: int, month: int, year: int) -> None:
        """Into the three boxes."""
        for part, number in (("Day", day), ("Month", month), ("Year", year)):
            self.hands.type_into(f"{part} of {what}", str(number))

    def _reads_recovery_code(self) -> str:
        lines = self.hands.words().splitlines()
        return "-".join(
            lines[n + 1] for n, line in enumerate(lines) if line.startswith("Group ") and len(line) < 9
        )


class MailProgram(QObject):
    """Stands for the program that opens drafts."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    def __enter__(self) -> MailProgram:
        QDesktopServices.setUrlHandler("file", self, "open")
        return self

    def __exit__(self, *_error: object) -> None:
        QDesktopServices.unsetUrlHandler("file")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """As a double click on the file."""
        self.opened.append(Path(url.toLocalFile()))


def in_file_dialog(path: Path) -> Answer:
    """Types a path into the file dialog."""

    def answer(hands: Hands) -> None:
        dialog = hands.front()
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        edit.setFocus()
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.type(str(path))
        hands.key(Qt.Key.Key_Return)

    return answer
