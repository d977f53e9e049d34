/** Runs before each file of tests in Node: which objects they ask for is noted by the stubs of `#testkit/plain-workerd`. */
import { tellOfFailures } from "./touched.ts";

tellOfFailures(async () => []);
