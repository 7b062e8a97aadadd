/** A line of name, value and unit, as deploy/bench reads it. */
export const figure = (name, value, unit) => console.log(`${name}\t${value.toFixed(3)}\t${unit}`);

export const percentile = (values, share) =>
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

export const median = (values) => percentile(values, 0.5);
