// A request as a command that makes it again.

// What a terminal that it is pasted into could obey.
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;

// Linux gives a program no longer argument; printf is none, but a part of the shell.
const ARGUMENT_BYTES_MAX = 128 * 1024 - 1;

// How many a function is given at once: each is an argument, on the stack.
const CHARACTERS_MAX = 8192;

// Where the calls are: not on the port of this page when that is one of its own.
export function server(pipeline) {
  if (pipeline?.port === undefined) {
    return location.origin;
  }
  return location.protocol + "//" + location.hostname + ":" + pipeline.port;
}

// In single quotes a shell changes nothing but the quote itself.
function quote(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

// None when the body is not at hand, or only its start.
export function curl(entry, base) {
  if (entry.bodyComplete === false || (entry.body ?? entry.bodyBase64) === undefined) {
    return null;
  }
  const parts = ["curl -i " + quote(base + entry.path)];
  const types = entry.headers["Content-Type"] ?? [];
  if (types.length === 0) {
    parts.push("-H 'Content-Type:'");
  }
  for (const [name, values] of Object.entries(entry.headers)) {
    for (const value of values) {
      parts.push("-H " + quote(name + ": " + value));
    }
  }
  if (entry.source !== undefined) {
    parts.push('-H "X-Write-Key: $INLET_KEY"');
  }
  const isText = entry.body !== undefined && !CONTROL.test(entry.body);
  if (isText && utf8(entry.body).length <= ARGUMENT_BYTES_MAX) {
    parts.push("--data-raw " + quote(entry.body));
    return parts.join(" \\\n  ");
  }
  parts.push("--data-binary @-");
  const source = isText ? quote(entry.body) : quote(base64(entry)) + " | base64 -d";
  return "printf %s " + source + " | " + parts.join(" \\\n  ");
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function base64(entry) {
  if (entry.bodyBase64 !== undefined) {
    return entry.bodyBase64;
  }
  const bytes = utf8(entry.body);
  let characters = "";
  for (let at = 0; at < bytes.length; at += CHARACTERS_MAX) {
    characters += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_MAX));
  }
  return btoa(characters);
}

// What a newcomer sends first.
export function firstEvent(base, needsKey) {
  const key = needsKey ? ' \\\n  -H "X-Write-Key: $INLET_KEY"' : "";
  return (
    "curl -i " + base + "/track -H 'Content-Type: application/json'" + key + " -d \\\n" +
    '  \'{"userId":"ada","events":[{"eventName":"signup","metadata":{"plan":"pro"},' +
    '"timestampUTC":\'$(date +%s)\'}]}\''
  );
}

// Copies, and says so on the button for a moment.
export async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), 1500);
}
