"""Running totals, gaps and places of payments, each within its account."""

QUERY = """
SELECT account, day, payment_id, amount,
       SUM(amount) OVER (
         PARTITION BY account ORDER BY day, payment_id) AS total,
       day - LAG(day) OVER (
         PARTITION BY account ORDER BY day, payment_id) AS gap,
       RANK() OVER (PARTITION BY account ORDER BY amount DESC) AS place
FROM payments
ORDER BY account, day, payment_id
"""
