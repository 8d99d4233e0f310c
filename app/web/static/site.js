// Saves an answer as soon as it is chosen, and sends each form once, when there is internet.
const canSave = window.fetch && window.AbortSignal && AbortSignal.timeout && HTMLFormElement.prototype.requestSubmit;

for (const form of document.forms) {
  const status = form.querySelector("[role=status]");
  let saving = Promise.resolve(), waiting = 0, isReached = false;

  const save = async () => {
    const data = new URLSearchParams(new FormData(form));
    data.set("then", "stay");
    const signal = AbortSignal.timeout(5000);
    const reply = await fetch(form.action, { method: "POST", body: data, keepalive: true, signal }).catch(() => ({}));
    if (reply.ok) form.elements.seen.value = data.get("answer");
    status.textContent = reply.ok ? status.dataset.saved : status.dataset.failed;
  };
  const done = () => { waiting--; };

  if (status && status.dataset.saved && canSave) {
    form.addEventListener("change", () => { waiting++; saving = saving.then(save).then(done, done); });
  }

  form.addEventListener("submit", event => {
    const again = () => form.requestSubmit(event.submitter);
    // A browser may call itself offline on a machine of its own, so ask the site.
    const isOffline = status && canSave && !navigator.onLine && !isReached;
    if (form.dataset.sent || waiting || isOffline) event.preventDefault();
    else form.dataset.sent = "yes";
    if (waiting) saving.then(again);
    else if (isOffline) {
      fetch(form.action, { method: "HEAD" }).then(() => { isReached = true; again(); })
        .catch(() => { status.textContent = status.dataset.offline; });
    } else isReached = false;
    setTimeout(() => delete form.dataset.sent, 3000);
  });
}
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
