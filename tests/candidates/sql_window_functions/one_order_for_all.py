# fails: A B C D
QUERY = """
SELECT account, day, payment_id, amount,
       SUM(amount) OVER w, day - LAG(day, 1, 0) OVER w,
       ROW_NUMBER() OVER (PARTITION BY account ORDER BY amount DESC)
FROM payments WINDOW w AS (ORDER BY account, day, payment_id)
ORDER BY 1, 2, 3
"""
