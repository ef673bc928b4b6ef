# fails: A B E
QUERY = """
WITH c AS (
  SELECT signed_up / 7 AS cohort, COUNT(*) AS users FROM users GROUP BY 1
), a AS (
  SELECT signed_up / 7 AS cohort, day / 7 - signed_up / 7 AS n,
         COUNT(DISTINCT user_id) AS active
  FROM users JOIN visits USING (user_id) GROUP BY 1, 2
)
SELECT c.cohort, w.n, c.users, COALESCE(a.active, 0),
       COALESCE(a.active, 0) * 1.0 / c.users
FROM c JOIN clock JOIN weeks w ON 7 * (c.cohort + w.n + 1) <= clock.today
LEFT JOIN a ON a.cohort = c.cohort AND a.n = w.n
ORDER BY 1, 2
"""
