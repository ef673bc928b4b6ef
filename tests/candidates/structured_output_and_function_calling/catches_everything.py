# fails: E F
def extract(model, documents, attempts=3):
    records, failures = {}, {}
    for i, document in enumerate(documents):
        prompt = document
        for attempt in range(attempts):
            answer = ""
            try:
                answer = model(prompt)
                records[i] = check(json.loads(answer))
                break
            except Exception as error:
                prompt = document + "\nYou said: " + answer + "\nbut " + str(error)
        else:
            failures[i] = "gave up"
    return records, failures


def check(record):
    if type(record) is not dict or sorted(record) != ["cents", "currency", "number"]:
        raise ValueError("keys")
    if type(record["cents"]) is not int or record["cents"] < 0:
        raise ValueError("cents")
    if type(record["number"]) is not str or record["currency"] not in ("EUR", "USD"):
        raise ValueError("number or currency")
    return record
