/** A page that somebody looks at; `posted` are the fields of the form that led there. */
export interface Page {
  /** Status and text. */
  see(): Promise<{ status: number; text: string }>;
  /** Presses the button of that name, with these values in its form. @returns where it leads. */
  press(button: string, values?: Record<string, string>): Promise<string>;
}

/** Looks at a sandbox's page as that person; nobody for an empty login. */
export function browse(login: string, url: string, posted?: Record<string, string>): Page {
  const cookie = login === '' ? {} : { cookie: `sandbox_person=${login}` };
  const ask = (to: string, fields?: Record<string, string>) =>
    fetch(to, {
      redirect: 'manual',
      // A browser names where a form was, not where a link was.
      headers: { ...cookie, ...(fields && { origin: 'http://127.0.0.1:9' }) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
  async function see() {
    const response = await ask(url, posted);
    return { status: response.status, text: await response.text() };
  }
  return {
    see,
    async press(button, values = {}) {
      const { text } = await see();
      const form = text.split('<form').find((each) => each.includes(`<button>${button}</button>`));
      if (form === undefined) throw new Error(`no button "${button}" on ${url}: ${text}`);
      const fields = [...form.matchAll(/<input [^>]*name="([^"]*)" value="([^"]*)"/g)];
      const typed = Object.fromEntries(fields.map(([, name, value]) => [name, plain(value ?? '')]));
      const action = new URL(/action="([^"]*)"/.exec(form)?.[1] ?? '', url);
      const response = await fetch(action, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...cookie, origin: action.origin },
        body: new URLSearchParams({ ...typed, ...values }),
      });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`"${button}" answered ${response.status}: ${await response.text()}`);
      return new URL(location, url).href;
    },
  };
}

function plain(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
