/** Names of attributes that say when a period begins. */
export const START =
  /^(?:start|starts|begin|begins|from|check-in|pickup|arrival|opening|since)\b|\b(?:start|begin|from)$/;

/** … and when it ends. */
export const END = /^(?:end|ends|until|to|finish|check-out|return|departure|closing|till)\b|\b(?:end|until)$/;
