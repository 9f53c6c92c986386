import DefaultTheme from "vitepress/theme";
import { onMounted, onUnmounted } from "vue";
import { followTab, restoreTab } from "./dialect-tabs.mjs";
import "./style.css";

export default {
  extends: DefaultTheme,
  setup() {
    onMounted(() => {
      document.addEventListener("change", followTab);
      restoreTab();
    });
    onUnmounted(() => document.removeEventListener("change", followTab));
  },
  enhanceApp({ router }) {
    const before = router.onAfterRouteChange;
    router.onAfterRouteChange = async (to) => {
      await before?.(to);
      if (typeof document !== "undefined") requestAnimationFrame(restoreTab);
    };
  },
};
