'''The window: screens, widgets, the room view.

How a screen is made
--------------------
One file per screen in `ui/screens/`, one class. It gets the `Context` and its parameters, builds its
widgets once, and fills them from a view in `load()`, which runs again when one of its `topics` changed:

    class LessonsScreen(Screen):
        """Lessons of an audit, captured by the room."""

        topics = frozenset({Topic.LESSONS})

        def __init__(self, context: Context, audit_id: AuditId) -> None:
            super().__init__(context, "Lessons", "What would you tell a colleague?", "Neglect audit")
            self._audit_id = audit_id
            columns = [Column("Lesson", lambda r: r.text, 3), Column("Kind", lambda r: r.kind)]
            self._table: TableView[LessonLine] = TableView(self.theme, "Lessons", columns)
            self._table.opened.connect(self._edit)
            self._text = PlainTextEditor(self.theme, "New lesson")
            card = Card(self.theme, "Add a lesson", "Use roles, not names.")
            self._field = Field(self.theme, "What did we learn?", self._text)
            card.add(self._field)
            self.add(card)
            self.add(self._table)
            self.set_primary("Save and continue", lambda: context.navigator.go("actions", audit_id=audit_id))

        def load(self) -> None:
            self.view(lambda: lessons_view(self.context.vault, self._audit_id), self._show)

        def _show(self, view: LessonsView) -> None:
            self._table.show_rows(view.lines)

        def _add(self) -> None:                       # a button's clicked
            text = self._text.toPlainText()
            if not text.strip():
                self.page.errors.show_problems([("Enter what you would tell a colleague", self._field)])
                return
            self.act(lambda: add_lesson(self.context.vault, self._audit_id, text), self._added)

What there is
-------------
`screen.Screen`      page + footer; `add`, `add_side`, `set_primary`, `view`, `act`, `show_error`, `flush`;
                     override `load`, `leave`, `undo`, `search`, `first_focus`; `frame_kind`
`context.Context`    vault papers clock tasks prompts theme navigator frame room hub settings
`tasks`              `run(work, owner, done, failed)`, `run_long(work(progress), …, stepped)`; `InlineTasks`
`prompts`            `tell confirm choose pick ask open_files save_file choose_folder`; `ScriptedPrompts`
`navigator`          `go(key, **params)`, `back()`, `reopen()`; keys are mapped to screens by the application
`main_window`        `asked(action)` for keys and buttons, `step_chosen(key)`, rail, banners, toast, hiding
`curtains.Curtains`  `draw(card)`, `lift()`, `make_way()`, `say(problem)`; `lift_asked(typed)`
`room_view`          `RoomController.toggle/set_blank/swap/show(RoomState)`
`error_texts`        `explain(error) -> ErrorText(title, advice)`
`widgets`            everything else; every constructor takes the `Theme` first, except plain `Text`

Sizes are px at 100 %: `theme.px(12)`, `theme.scale_layout(layout, margins, spacing)`; colours are tokens:
`theme.colour("ink2")`. Looks come from the one stylesheet (`stylesheet.py`) by dynamic property; nothing
else sets a style. Long text uses `PlainTextEditor` and saves on `saved_text`; `Screen.flush()` hands over
what is still being typed before every primary action, every move and every lock.
'''
