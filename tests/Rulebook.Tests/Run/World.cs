using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>What a case has brought about so far: the services it drives, the clock, and what the names in it stand for.</summary>
sealed class World : IAsyncDisposable
{
    /// <summary>Before anything that a case may tell.</summary>
    static readonly DateTimeOffset Beginning = BusinessDay.StartOf(new DateOnly(2013, 1, 1));

    readonly Dictionary<string, Guid> _ids = [];
    readonly Dictionary<Guid, long> _versions = [];
    ServiceUnderTest<CreditingDb>? _crediting;

    public World(RulebookCase @case, Engine engine, CancellationToken ct)
    {
        Case = @case;
        Engine = engine;
        Ct = ct;
        Tree = new Tree(@case.Registry.Listed832);
        Roads = new UseLogistics(this);
        Registry = new UsePurchasingUnits(this);
        Http = new CreditingHttp(
            subject => Crediting.ClientWith(TestTokens.For(Roles.Official, tier: "Nation", subject: By ?? subject)));
    }

    public RulebookCase Case { get; }

    public Engine Engine { get; }

    public CancellationToken Ct { get; }

    public FixedClock Clock { get; } = new(Beginning);

    public Tree Tree { get; }

    public UseLogistics Roads { get; }

    public UsePurchasingUnits Registry { get; }

    public CreditingHttp Http { get; }

    /// <summary>Who takes the present step; null for whoever usually does.</summary>
    public string? By { get; set; }

    public ServiceUnderTest<CreditingDb> Crediting => _crediting ?? throw new InvalidOperationException("Crediting has not been started.");

    /// <summary>Units as the case has them now.</summary>
    public Dictionary<string, GivenUnit> Units { get; } = [];

    /// <summary>Quota plans as the case has them now.</summary>
    public Dictionary<string, GivenQuotaPlan> QuotaPlans { get; } = [];

    /// <summary>Where facilitators are registered now.</summary>
    public Dictionary<string, string> FacilitatorRegions { get; } = [];

    /// <summary>Suppliers that have been told.</summary>
    public HashSet<string> Suppliers { get; } = [];

    /// <summary>Acceptances by the name of their order, as they were sent.</summary>
    public Dictionary<string, DeliveryAccepted> Orders { get; } = [];

    public Dictionary<string, SoldLine> Lines { get; } = [];

    public Dictionary<string, Guid> Imports { get; } = [];

    public Dictionary<string, IReadOnlyList<ImportRow>> ImportedRows { get; } = [];

    public async Task StartAsync() => _crediting = await ServiceUnderTest<CreditingDb>.StartAsync(
        Engine, "Crediting", CreditingService.Name, Add, app => app.MapCrediting(), Clock, Ct);

    /// <summary>Months close when the case says so.</summary>
    static void Add(ServiceHost host)
    {
        host.Configuration["Closing:BySchedule"] = "false";
        host.AddCrediting();
    }

    /// <summary>The id of what a name stands for; things of different kinds may share a name.</summary>
    public Guid Id(string kind, string name)
    {
        if (kind is Holder && Fixture.Has(name))
        {
            return Fixture.Id(name);
        }

        var key = $"{kind} {name}";
        if (!_ids.TryGetValue(key, out var id))
        {
            id = Guid.CreateVersion7();
            _ids.Add(key, id);
        }

        return id;
    }

    public Guid UnitId(string name) => Units.ContainsKey(name)
        ? Id("unit", name)
        : throw new CaseFailedException($"unit {name}", "a unit of the case's registry", "none of that name");

    public Guid FacilitatorId(string name) => FacilitatorRegions.ContainsKey(name)
        ? Id("facilitator", name)
        : throw new CaseFailedException($"facilitator {name}", "a facilitator of the case's registry", "none of that name");

    /// <summary>Pairings, designations and quota plans: what an entry can name.</summary>
    public Guid HolderId(string name) => Id(Holder, name);

    /// <summary>The name of a pairing, designation or quota plan.</summary>
    public string HolderName(Guid id) =>
        Fixture.Pairings.Keys.Concat(Fixture.Designations.Keys).FirstOrDefault(name => Fixture.Id(name) == id)
        ?? _ids.Where(pair => pair.Value == id).Select(pair => pair.Key[(Holder.Length + 1)..]).FirstOrDefault()
        ?? id.ToString();

    /// <summary>The plan of the case whose unit and year have this account; the id when the unit filed none for the year.</summary>
    public string QuotaName(Guid accountId) => QuotaPlans
        .Where(plan => Marketplace.Contracts.QuotaAccounts.IdOf(UnitId(plan.Value.Unit), plan.Value.Year) == accountId)
        .Select(plan => plan.Key).FirstOrDefault()
        ?? accountId.ToString();

    public SoldLine Line(string name) => Lines.TryGetValue(name, out var line)
        ? line
        : throw new CaseFailedException($"line {name}", $"a line of the case ({string.Join(", ", Lines.Keys)})", "none of that name");

    /// <summary>1, and one more each time that something is told again.</summary>
    public long NextVersion(Guid id)
    {
        _versions[id] = _versions.GetValueOrDefault(id) + 1;
        return _versions[id];
    }

    /// <summary>Where a unit belongs on a day, as the case says now.</summary>
    public string RegionOf(string unit, DateOnly day)
    {
        var given = Units[unit];
        return given.Moves.LastOrDefault(move => Written.Day(move.From) <= day)?.Region ?? given.Region!;
    }

    /// <summary>The clock goes on to an instant; it never goes back.</summary>
    public void MoveTo(DateTimeOffset instant) => Clock.Now = instant > Clock.Now ? instant : Clock.Now;

    /// <summary>Tells Crediting something, after the regions that it names.</summary>
    /// <exception cref="CaseFailedException">The message could not be handled.</exception>
    public async Task TellAsync(object message, Guid? messageId = null)
    {
        await TellRegionsAsync();
        await HandleAsync(message, messageId ?? Guid.CreateVersion7());
    }

    /// <summary>Tells Crediting these regions, and all others that it has not been told.</summary>
    public async Task TellRegionsAsync(params IEnumerable<string?> ids)
    {
        foreach (var id in ids)
        {
            _ = id is null ? default : Tree.Path(id);
        }

        if (Tree.News() is { } regions)
        {
            await HandleAsync(regions, Guid.CreateVersion7());
        }
    }

    async Task HandleAsync(object message, Guid messageId)
    {
        await Crediting.DeliverAsync(message, messageId, Ct);
        await using var scope = Crediting.OpenDb(out var db);
        if (await db.ParkedMessages.AsNoTracking().FirstOrDefaultAsync(parked => parked.MessageId == messageId, Ct) is { } parked)
        {
            throw new CaseFailedException(message.GetType().Name, "to be taken", $"parked: {parked.Reason}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Roads.DisposeAsync();
        await Registry.DisposeAsync();
        if (_crediting is not null)
        {
            await _crediting.DisposeAsync();
        }
    }

    const string Holder = "holder";
}

/// <summary>A line that was sold.</summary>
/// <param name="LineId">Its id.</param>
/// <param name="AcceptanceNo">From 1.</param>
/// <param name="Order">The name of its order.</param>
/// <param name="Price">Per trade unit.</param>
sealed record SoldLine(Guid LineId, int AcceptanceNo, string Order, UnitPrice Price);
