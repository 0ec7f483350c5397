// Part of muster.mjs: what embind has as "engine.run" answers { value } or { error }; the page calls
// run(), which returns the one or throws the other.
Module["postRun"] = () => {
  for (const name of Object.keys(Module).filter((name) => name.startsWith("engine."))) {
    Module[name.slice("engine.".length)] = (...given) => {
      const { value, error } = Module[name](...given);
      if (error) throw Object.assign(new Error(error.message), { name: error.name });
      return value;
    };
  }
};
