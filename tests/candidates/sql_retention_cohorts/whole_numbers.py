# fails: A C
QUERY = """
WITH c AS (
  SELECT signed_up / 7 AS cohort, COUNT(*) AS users, MAX(signed_up) AS last
  FROM users GROUP BY 1
)
SELECT c.cohort, w.n, c.users, COUNT(v.user_id), COUNT(v.user_id) / c.users
FROM c JOIN clock JOIN weeks w ON c.last + 7 * w.n + 7 <= clock.today
JOIN users u ON u.signed_up / 7 = c.cohort
LEFT JOIN (SELECT DISTINCT user_id, (day - signed_up) / 7 AS n
           FROM visits JOIN users USING (user_id)) v
  ON v.user_id = u.user_id AND v.n = w.n
GROUP BY 1, 2 ORDER BY 1, 2
"""
