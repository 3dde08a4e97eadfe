using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.AllInOne.Identity;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Benchmarks.Portal;

/// <summary>How long first pages take at national size, and all pages while many people click.</summary>
static class PortalBenchmarks
{
    const int WarmUps = 10;
    const int Times = 21;

    // On average a page every five seconds.
    static readonly TimeSpan ReadsAtMost = TimeSpan.FromSeconds(10);

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <returns>1 when a page failed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = PortalOptions.Read(args);
        var ct = CancellationToken.None;
        var machine = new Machine(options.Data);
        await OpenAccountsAsync(options.Data, ct);
        var watch = Stopwatch.StartNew();
        LedgerUnderLoad.Tell("orders", await OrderCopies.MakeAsync(options.Data, options.Orders, ct), "");
        LedgerUnderLoad.Tell("filled", watch.Elapsed.TotalSeconds, "s");

        var cast = DemoCast.Everybody.Where(identity => identity.Role is not Roles.Operator).ToList();
        var people = new List<(Person Who, string Role)>();
        watch.Restart();
        for (var number = 0; number < options.People; number++)
        {
            // Those who need an authenticator sign in once: their code is taken once.
            var identity = cast[number % cast.Count];
            people.Add(number >= cast.Count && TakesTwoSteps(identity)
                ? people[number % cast.Count]
                : (await Person.SignInAsync(options.Against, identity, number, ct), identity.Role));
        }

        LedgerUnderLoad.Tell($"signing in of {options.People}, each", watch.Elapsed.TotalMilliseconds / options.People, "ms");
        TellMemory("memory, all signed in", machine);
        foreach (var (who, role) in people.Take(cast.Count).DistinctBy(person => person.Role))
        {
            var first = new Latencies();
            for (var time = 0; time < WarmUps + Times; time++)
            {
                var opened = await who.OpenAsync("/portal", ct);
                if (opened.Status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{opened.Path} answered {(int)opened.Status}.");
                }

                if (time >= WarmUps)
                {
                    first.Add(opened.Took);
                }
            }

            LedgerUnderLoad.Tell($"first page: {role}", first.Percentile(50), "ms", "< 300 ms");
        }

        await ClickAsync(people, WarmUp, ct);
        var before = machine.CpuSeconds();
        var all = await ClickAsync(people, options.Lasting, ct);
        var cpu = machine.CpuSeconds().ToDictionary(used => used.Key, used => used.Value - before.GetValueOrDefault(used.Key));
        foreach (var pages in all.GroupBy(opened => opened.Page).OrderByDescending(pages => pages.Sum(opened => opened.Took.TotalSeconds)))
        {
            Tell(pages.Key, pages);
        }

        Tell($"all pages, {options.People} people", all);
        LedgerUnderLoad.Tell("pages a second", all.Count / options.Lasting.TotalSeconds, "");
        foreach (var (name, seconds) in cpu.Where(used => used.Value > 0).OrderByDescending(used => used.Value))
        {
            LedgerUnderLoad.Tell($"processor time a page: {name}", seconds * 1000 / all.Count, "ms");
        }

        TellMemory("memory afterwards", machine);
        var failed = all.Where(opened => opened.Status != HttpStatusCode.OK).ToList();
        foreach (var opened in failed.DistinctBy(opened => (opened.Page, opened.Status)))
        {
            Console.WriteLine($"{opened.Path} answered {(int)opened.Status}");
        }

        people.ForEach(person => person.Who.Dispose());
        return failed.Count == 0 ? 0 : 1;
    }

    /// <summary>Everybody reads a page for some seconds and opens another.</summary>
    static async Task<IReadOnlyCollection<Opened>> ClickAsync(
        IReadOnlyList<(Person Who, string Role)> people, TimeSpan lasting, CancellationToken ct)
    {
        var all = new ConcurrentBag<Opened>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(people.Select(async (person, number) =>
        {
            var random = new Random(number);
            while (true)
            {
                await Eventually.PauseAsync(ReadsAtMost * random.NextDouble(), ct);
                if (watch.Elapsed >= lasting)
                {
                    return;
                }

                all.Add(await person.Who.ClickAsync(ct));
            }
        }));
        return all;
    }

    static void Tell(string what, IEnumerable<Opened> pages)
    {
        var took = new Latencies();
        foreach (var opened in pages)
        {
            took.Add(opened.Took);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-44} {took.Count,6} times   p50 {took.Percentile(50),7:0.0} · p95 {took.Percentile(95),7:0.0} "
            + $"· p99 {took.Percentile(99),7:0.0} ms"));
    }

    static bool TakesTwoSteps(DemoIdentity identity) =>
        identity.Role is Roles.Official or Roles.Approver or Roles.Auditor or Roles.Operator;

    /// <summary>The cast of the demo, who sign in with a password that everybody knows.</summary>
    static async Task OpenAccountsAsync(string data, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<AccountsDb>();
        options.UseEngineOf(Databases.ConnectionString(data, "accounts"));
        await using var db = new AccountsDb(options.Options, Caller.System);
        await SeedAccounts.SeedAsync(
            db, new Passwords(new PasswordHasher<Account>()), TimeProvider.System.NowToTheMillisecond(), ct);
    }

    static void TellMemory(string what, Machine machine)
    {
        var used = machine.Megabytes();
        LedgerUnderLoad.Tell(what, used.Values.Sum(), "MB");
        Console.WriteLine($"  {string.Join(" · ", used.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value:0}"))}");
    }
}
