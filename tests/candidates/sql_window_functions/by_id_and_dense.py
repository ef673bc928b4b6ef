# fails: A D E
QUERY = """
SELECT account, day, payment_id, amount,
       SUM(amount) OVER (PARTITION BY account ORDER BY payment_id),
       day - LAG(day) OVER (PARTITION BY account ORDER BY payment_id),
       DENSE_RANK() OVER (PARTITION BY account ORDER BY amount DESC)
FROM payments ORDER BY 1, 2, 3
"""
