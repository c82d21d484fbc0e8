// The exact numbers of what one points at, or comes to by keys.

const tip = document.getElementById("tip");
const GAP = 8;

// Shows the words of whatever in the container has a data-tip.
export function tips(container) {
  const show = (event) => {
    const target = event.target.closest("[data-tip]");
    if (target && container.contains(target)) {
      showAt(target.getBoundingClientRect(), target.dataset.tip);
    } else {
      hide();
    }
  };
  container.addEventListener("mouseover", show);
  container.addEventListener("focusin", show);
  container.addEventListener("mouseleave", hide);
  container.addEventListener("focusout", hide);
}

export function showAt(box, words) {
  tip.textContent = words;
  tip.hidden = false;
  const width = tip.offsetWidth;
  const height = tip.offsetHeight;
  const left = box.left + box.width / 2 - width / 2;
  const above = box.top - height - GAP;
  tip.style.left = Math.max(GAP, Math.min(left, innerWidth - width - GAP)) + "px";
  tip.style.top = (above > GAP ? above : box.bottom + GAP) + "px";
}

export function hide() {
  tip.hidden = true;
}

addEventListener("scroll", hide, {passive: true, capture: true});
addEventListener("keydown", (event) => event.key === "Escape" && hide());
