// Queries, as the server answers them.

// Why a query has no rows: in words, with its place in the text if it has one.
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail);
    this.code = problem.code;
    this.place = problem.line === undefined ? null : problem;
  }
}

export async function query(sql, signal) {
  let answer;
  try {
    answer = await fetch("/console/lake/query", {
      method: "POST",
      headers: {"Content-Type": "application/sql"},
      body: sql,
      signal,
    });
  } catch (failed) {
    if (failed.name === "AbortError") {
      throw failed;
    }
    throw new Refusal({code: "gone", detail: "The server does not answer."});
  }
  const body = await answer.json().catch(() => ({code: "gone", detail: "The server does not answer."}));
  if (answer.status === 401) {
    location.reload();
  }
  if (!answer.ok) {
    throw new Refusal(body);
  }
  return body;
}

export async function look(path) {
  try {
    const answer = await fetch(path);
    if (answer.status === 401) {
      location.reload();
    }
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
