namespace Marketplace.Benchmarks.Ledger;

/// <summary>The measurements of the ledger; each prints a line for each figure.</summary>
static class LedgerBenchmarks
{
    public static async Task RunAsync(string[] args)
    {
        var options = LedgerOptions.Read(args);
        var ct = CancellationToken.None;
        if (options.Command == "registry")
        {
            await MeasureRegistry.RunAsync(options.Database, options.Rows, ct);
            return;
        }

        await using var load = await LedgerUnderLoad.StartAsync(options.Database, ct);
        foreach (var command in options.Command == "all"
            ? (string[])["fill", "verify", "reports", "credit", "close", "reclass", "import", "verify"]
            : [options.Command])
        {
            await (command switch
            {
                "fill" => FillLedger.RunAsync(load, options.Entries, ct),
                "verify" => MeasureWork.VerifyAsync(load, ct),
                "credit" => MeasureCredits.RunAsync(load, options.Seconds, ct),
                "reports" => MeasureReports.RunAsync(load, ct),
                "close" => MeasureWork.CloseAsync(load, ct),
                "reclass" => MeasureWork.ReclassAsync(load, options.Lines, ct),
                "import" => MeasureWork.ImportAsync(load, options.Rows, ct),
                var other =>
                    throw new ArgumentException($"{other} is none of fill, verify, credit, reports, close, reclass, import and all."),
            });
        }
    }
}
