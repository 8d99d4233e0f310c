// Saves an answer as soon as it is chosen, and sends each form once.
const canSave = window.fetch && window.AbortSignal && AbortSignal.timeout && HTMLFormElement.prototype.requestSubmit;

for (const form of document.forms) {
  const status = form.querySelector("[role=status]");
  let saving = Promise.resolve(), waiting = 0;

  const save = async () => {
    const data = new URLSearchParams(new FormData(form));
    data.set("then", "stay");
    const signal = AbortSignal.timeout(5000);
    const reply = await fetch(form.action, { method: "POST", body: data, keepalive: true, signal }).catch(() => ({}));
    if (reply.ok) form.elements.seen.value = data.get("answer");
    status.textContent = reply.ok ? status.dataset.saved : status.dataset.failed;
  };
  const done = () => { waiting--; };

  if (status && canSave) form.addEventListener("change", () => { waiting++; saving = saving.then(save).then(done, done); });

  form.addEventListener("submit", event => {
    if (form.dataset.sent || waiting) event.preventDefault();
    else form.dataset.sent = "yes";
    if (waiting) saving.then(() => form.requestSubmit(event.submitter));
    setTimeout(() => delete form.dataset.sent, 3000);
  });
}
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
