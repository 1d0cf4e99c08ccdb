using PatchFcn.Fuzz;
using SharpFuzz;

// Usage: docs/fuzzing.md.
if (args is ["fuzz", var fuzzed, ..])
{
    // What readers do side by side is done by one thread, in one order: the fuzzer sees the same edges for the same input.
    if (!ThreadPool.SetMaxThreads(1, 1))
        throw new InvalidOperationException("Set DOTNET_PROCESSOR_COUNT=1.");
    Scratch.Open();
    var target = FuzzTarget.All.Single(target => target.Name == fuzzed);
    foreach (var path in args[2..])
        target.Run(File.ReadAllBytes(path));
    var input = new byte[FuzzTarget.LongestInput];
    Fuzzer.Run(stream => target.Run(input[..stream.ReadAtLeast(input, input.Length, throwOnEndOfStream: false)]));
    return 0;
}
if (args is ["seeds", var folder])
{
    foreach (var target in FuzzTarget.All)
        foreach (var (name, bytes) in target.Seeds())
        {
            Directory.CreateDirectory(Path.Combine(folder, target.Name));
            File.WriteAllBytes(Path.Combine(folder, target.Name, name), bytes);
        }
    return 0;
}
if (args is not ["replay", var wanted, ..] || FuzzTarget.All.FirstOrDefault(target => target.Name == wanted) is not { } chosen)
{
    Console.Error.WriteLine($"seeds <folder> | fuzz <target> <file>... | replay <target> <file>...    Targets: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}");
    return 2;
}
var failures = 0;
foreach (var path in args[2..])
{
    try
    {
        chosen.Run(File.ReadAllBytes(path));
    }
#pragma warning disable CA1031 // Whatever comes out is what is looked for.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        failures++;
        Console.WriteLine($"{path}: {exception}");
    }
}
Console.WriteLine($"{args.Length - 2} inputs, {failures} failures");
return failures == 0 ? 0 : 1;
