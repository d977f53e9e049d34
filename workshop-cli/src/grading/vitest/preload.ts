/** Loaded into a thread before it is needed: half of what a test on plain workerd takes is loading these. */
import "esbuild";
import "miniflare";
