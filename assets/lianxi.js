// Comfort only: every page works without this script.
"use strict";

(() => {
  const KEEP_AFTER_MS = 4000; // of quiet, before what was typed is kept as a draft

  // --- filters: choosing shows at once; the button stays for words ---

  for (const form of document.querySelectorAll("form[data-filters=auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) form.requestSubmit();
    });
    // Empty parameters don't belong in an address one can send.
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) {
        if (value === "") event.formData.delete(name);
      }
    });
  }

  // --- forms of acts: <form data-form="act" id=… data-kept=… data-unkept=…> ---

  // What a form holds, with what the pressed button wants; files only where asked for.
  const gather = (form, wants) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
    }
    data.set("_do", wants);
    return data;
  };
  const hasFiles = (form) =>
    [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);

  const state = new WeakMap(); // form → {dirty, timer, sent}
  const stateOf = (form) => {
    if (!state.has(form)) state.set(form, { dirty: false, timer: 0, sent: false });
    return state.get(form);
  };
  const tell = (form, words) => {
    const place = form.querySelector("[data-kept-here]");
    if (place) place.textContent = words || "";
  };
  const clock = () => {
    const now = new Date();
    return `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  };

  const keep = async (form) => {
    const its = stateOf(form);
    if (!its.dirty || its.sent) return;
    its.dirty = false;
    let fine = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: gather(form, "keep"),
        headers: { "X-Autosave": "1" },
        redirect: "manual",
        credentials: "same-origin",
      });
      fine = answer.ok || answer.type === "opaqueredirect";
    } catch {
      fine = false;
    }
    if (its.sent) return;
    if (!fine) its.dirty = true;
    tell(form, fine ? (form.dataset.kept || "").replace("{time}", clock()) : form.dataset.unkept);
  };

  // One row more or less: the server makes the form, and only the form is exchanged.
  const exchange = async (form, button) => {
    const answer = await fetch(form.action, {
      method: "POST",
      body: gather(form, button.value),
      credentials: "same-origin",
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.id);
    if (!fresh) throw new Error("no form");
    const before = new Set([...form.querySelectorAll("[id]")].map((one) => one.id));
    form.replaceWith(document.adoptNode(fresh));
    begin(fresh);
    stateOf(fresh).dirty = true;
    later(fresh);
    const added = [...fresh.querySelectorAll("input, select, textarea")].find(
      (one) => one.id && !before.has(one.id) && one.type !== "hidden",
    );
    const again = added || fresh.querySelector(`button[value="${CSS.escape(button.value)}"]`);
    if (again) again.focus();
  };

  const later = (form) => {
    const its = stateOf(form);
    clearTimeout(its.timer);
    its.timer = setTimeout(() => keep(form), KEEP_AFTER_MS);
  };

  const begin = (form) => {
    form.addEventListener("input", () => {
      stateOf(form).dirty = true;
      tell(form, "");
      later(form);
    });
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || !/^(more|less):/.test(button.value) || hasFiles(form)) return;
      event.preventDefault();
      exchange(form, button).catch(() => {
        const wanted = document.createElement("input");
        wanted.type = "hidden";
        wanted.name = "_do";
        wanted.value = button.value;
        form.append(wanted);
        stateOf(form).sent = true;
        form.submit();
      });
    });
  };
  for (const form of document.querySelectorAll("form[data-form=act]")) begin(form);

  window.addEventListener("beforeunload", (event) => {
    for (const form of document.querySelectorAll("form[data-form=act]")) {
      const its = stateOf(form);
      if (its.dirty && !its.sent) event.preventDefault();
    }
  });

  // --- a button pressed once: the second press of an impatient hand does nothing ---

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const its = stateOf(form);
    if (its.sent) {
      event.preventDefault();
      return;
    }
    its.sent = true;
    clearTimeout(its.timer);
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) {
      stateOf(form).sent = false;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });

  // --- the sheet of the bottom bar closes when one looks elsewhere ---

  const more = document.querySelector(".bar-more details");
  if (more) {
    document.addEventListener("click", (event) => {
      if (more.open && !more.contains(event.target)) more.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && more.open) {
        more.open = false;
        more.querySelector("summary").focus();
      }
    });
  }
})();
