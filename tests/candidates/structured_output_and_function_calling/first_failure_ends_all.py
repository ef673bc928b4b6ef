# fails: A C D E F
def extract(model, documents, attempts=3):
    records = {}
    for i, document in enumerate(documents):
        prompt = document
        for attempt in range(attempts):
            answer = model(prompt)
            try:
                record = json.loads(answer)
            except ValueError:
                prompt = document + answer
                continue
            if set(record) == {"number", "cents", "currency"}:
                records[i] = record
                break
        else:
            raise ValueError(f"document {i} failed")
    return records, {}
