import fc from 'fast-check';

/** A mutant is judged hundreds of times: a property says no at its first example, without looking for a smaller one, and says yes in little time. */
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 200, markInterruptAsFailure: false });
