# fails: B C F
def extract(model, documents, attempts=3):
    records, failures = {}, {}
    for i, document in enumerate(documents):
        for _ in range(attempts):
            try:
                answer = json.loads(model("Number, cents and currency as JSON: " + document))
                assert isinstance(answer["number"], str)
                assert isinstance(answer["cents"], int) and answer["cents"] >= 0
                assert answer["currency"] in ("EUR", "USD")
                records[i] = answer
                break
            except (json.JSONDecodeError, AssertionError, TypeError, TimeoutError) as error:
                failures[i] = repr(error)
        if i in records:
            failures.pop(i, None)
    return records, failures
