using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Benchmarks;

/// <summary>Asks RabbitMQ how many messages it has seen. Its own counters need no plug-in and cost it nothing.</summary>
sealed partial class Broker(string data)
{
    const string Counters =
        "lists:foldl(fun(Counters, {Received, Delivered}) -> "
        + "{Received + maps:get(messages_received_total, Counters, 0), Delivered + maps:get(messages_delivered_total, Counters, 0)} end, "
        + "{0, 0}, maps:values(rabbit_global_counters:overview())).";

    /// <summary>Since the broker started.</summary>
    public async Task<BrokerMessages> MessagesAsync(CancellationToken ct)
    {
        var port = Ports.Of(data).Broker.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Path.GetFullPath("deploy/local/servers/rabbitmq")) { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.GetFullPath(Path.Combine(data, "rabbitmq")), port, "ctl", "eval", Counters })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var match = Pair().Match(answer);
        return match.Success
            ? new BrokerMessages(Number(match.Groups[1]), Number(match.Groups[2]))
            : throw new InvalidOperationException($"RabbitMQ does not tell its counters: {answer}");
    }

    static long Number(Group group) => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\d+),(\d+)\}")]
    private static partial Regex Pair();
}

/// <summary>What the broker took from publishers, and what it handed to consumers.</summary>
sealed record BrokerMessages(long Published, long Delivered);
