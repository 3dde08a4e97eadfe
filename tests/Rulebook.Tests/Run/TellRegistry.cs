using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Tells the ledger what the registry holds and how it changes.</summary>
sealed class TellRegistry(World world)
{
    /// <summary>The registry before the first step. None of it bears a day of registration: it was always known.</summary>
    public async Task GivenAsync()
    {
        var registry = world.Case.Registry;
        foreach (var (id, region) in registry.Regions)
        {
            world.Tree.Change(id, region, null);
        }

        // Names first: a unit may name one that is written after it.
        foreach (var (name, unit) in registry.Units)
        {
            world.Units[name] = unit;
        }

        foreach (var (name, unit) in registry.Units)
        {
            await UnitAsync(name, unit, null);
        }

        foreach (var name in registry.Fixture ?? [.. Fixture.Pairings.Keys])
        {
            await PairingAsync(name, Fixture.Pairings[name], null);
        }

        foreach (var (name, pairing) in registry.Pairings)
        {
            await PairingAsync(name, pairing, null);
        }

        foreach (var (name, facilitator) in registry.Facilitators)
        {
            await FacilitatorAsync(name, facilitator, null);
        }

        foreach (var (name, supplier) in registry.Suppliers)
        {
            await SupplierAsync(name, supplier);
        }

        var fixture = Fixture.Designations.Where(pair => registry.Units.ContainsKey(pair.Value.Unit));
        foreach (var (name, designation) in fixture.Concat(registry.Designations))
        {
            await DesignationAsync(name, designation, null);
        }

        foreach (var (name, plan) in registry.QuotaPlans)
        {
            await QuotaPlanAsync(name, plan, null);
        }

        foreach (var (name, target) in registry.Targets)
        {
            await TargetAsync(name, target, null);
        }
    }

    /// <summary>A change of the registry; true when the step is one.</summary>
    public async Task<bool> ChangeAsync(Step step)
    {
        DateTimeOffset? registered = step.IsLateDocument ? world.Clock.Now : null;
        switch (step)
        {
            case { Unit: { } unit }:
                await UnitAsync(Name(unit.Name, "unit"), unit, registered);
                return true;
            case { Pairing: { } pairing }:
                await PairingAsync(Name(pairing.Name, "pairing"), pairing, registered);
                return true;
            case { Facilitator: { } facilitator }:
                await FacilitatorAsync(Name(facilitator.Name, "facilitator"), facilitator, registered);
                return true;
            case { Supplier: { } supplier }:
                await SupplierAsync(Name(supplier.Name, "supplier"), supplier);
                return true;
            case { Recognition: { } recognition }:
                await RecognitionAsync(recognition);
                return true;
            case { NegativeListing: { } listing }:
                await NegativeListingAsync(listing);
                return true;
            case { Agency: { } agency }:
                await AgencyAsync(agency);
                return true;
            case { Designation: { } designation }:
                await DesignationAsync(Name(designation.Name, "designation"), designation, registered);
                return true;
            case { QuotaPlan: { } plan }:
                await QuotaPlanAsync(Name(plan.Name, "quotaPlan"), plan, registered);
                return true;
            case { Target: { } target }:
                await TargetAsync(Name(target.Name, "target"), target, registered);
                return true;
            case { Region: { } region }:
                world.Tree.Change(Name(region.Id, "region"), region, registered);
                await world.TellAsync(world.Tree.News()!);
                return true;
            default:
                return false;
        }
    }

    static string Name(string? name, string what) =>
        name ?? throw new CaseFailedException(what, "a name (a region: an id), so that it is known what changes", "none");

    async Task UnitAsync(string name, GivenUnit unit, DateTimeOffset? registered)
    {
        var id = world.Id("unit", name);
        world.Units[name] = unit;
        var region = unit.Region ?? throw new CaseFailedException($"unit {name}", "a region", "none");
        var since = new DateOnly(2000, 1, 1);
        await world.TellAsync(new UnitPublished
        {
            UnitId = id,
            Version = world.NextVersion(id),
            Name = name,
            Kind = unit.Kind,
            IsCentral = unit.IsCentral,
            ParentId = unit.Parent is null ? null : world.UnitId(unit.Parent),
            IsPairingDesignated = unit.IsDesignated,
            Affiliations = Stays(region, since, unit.Moves),
            BudgetLevel = unit.Budget ?? (unit.IsCentral ? BudgetLevel.Central : null),
            Canteens = unit.Canteen is not { } kind ? null :
            [
                new UnitPublished.CanteenState
                {
                    Kind = kind,
                    RepresentativeUnitId = unit.Representative is null ? null : world.UnitId(unit.Representative),
                    ValidFrom = since,
                },
            ],
            Agents = unit.Agents.Count == 0 ? null :
                [.. unit.Agents.Select(
                    agent => new UnitPublished.Agent { AgentId = world.UnitId(agent), Name = agent, ValidFrom = since })],
            RegisteredAt = registered,
            RegisteredBy = world.By,
        });
    }

    /// <summary>Where something belonged over time.</summary>
    IReadOnlyList<Affiliation> Stays(string region, DateOnly from, IReadOnlyList<GivenUnit.Move> moves)
    {
        string[] regions = [region, .. moves.Select(move => move.Region)];
        DateOnly[] days = [from, .. moves.Select(move => Written.Day(move.From))];
        return
        [
            .. regions.Select((stay, index) => new Affiliation(
                world.Tree.Path(stay), days[index], index + 1 < days.Length ? days[index + 1] : null)),
        ];
    }

    async Task PairingAsync(string name, GivenPairing pairing, DateTimeOffset? registered)
    {
        var id = world.HolderId(name);
        await world.TellAsync(new PairingPublished
        {
            PairingId = id,
            Version = world.NextVersion(id),
            Scheme = pairing.Scheme,
            Tier = pairing.Tier,
            EastPath = world.Tree.Path(pairing.East),
            EastName = Fixture.NameOf(pairing.East),
            WestPath = world.Tree.Path(pairing.West),
            WestName = Fixture.NameOf(pairing.West),
            ValidFrom = Written.Day(pairing.From),
            ValidTo = pairing.To is null ? null : Written.Day(pairing.To),
            TransitionUntil = pairing.TransitionUntil is null ? null : Written.Day(pairing.TransitionUntil),
            SourceDocument = pairing.Document ?? "结对文件1号",
            RegisteredAt = registered,
            RegisteredBy = world.By,
        });
    }

    async Task FacilitatorAsync(string name, GivenFacilitator facilitator, DateTimeOffset? registered)
    {
        var id = world.Id("facilitator", name);
        world.FacilitatorRegions[name] = facilitator.Region;
        await world.TellAsync(new FacilitatorPublished
        {
            FacilitatorId = id,
            Version = world.NextVersion(id),
            Name = name,
            Kind = facilitator.Kind,
            UnitId = facilitator.Unit is null ? null : world.UnitId(facilitator.Unit),
            Registrations = Stays(facilitator.Region, Written.Day(facilitator.From), facilitator.Moves),
            RegisteredAt = registered,
            RegisteredBy = world.By,
        });
    }

    /// <summary>A supplier; those that only sell are told with their first sale.</summary>
    public async Task SupplierAsync(string name, GivenSupplier supplier)
    {
        var id = world.Id("supplier", name);
        world.Suppliers.Add(name);
        await world.TellAsync(new SupplierPublished
        {
            SupplierId = id,
            Version = world.NextVersion(id),
            Name = name,
            Type = supplier.Type,
            RegistrationPath = world.Tree.Path(supplier.Registered),
            OperatingPath = world.Tree.Path(supplier.Operating ?? supplier.Registered),
            Suspensions = supplier.SuspendedFrom is not null
                ? [new(Written.Day(supplier.SuspendedFrom), supplier.SuspendedUntil is null ? null : Written.Day(supplier.SuspendedUntil))]
                : supplier.RemovedFrom is not null ? [new(Written.Day(supplier.RemovedFrom), Until: null, IsRemoval: true)]
                : null,
        });
    }

    async Task NegativeListingAsync(NegativeListingStep listing)
    {
        var (subject, subjectId, name) = listing switch
        {
            { Supplier: { } supplier } => (NegativeListSubject.Supplier, world.Id("supplier", supplier), supplier),
            { Unit: { } unit } => (NegativeListSubject.Unit, world.UnitId(unit), unit),
            { Product: { } product } => (NegativeListSubject.Product, world.Id("product", product), product),
            _ => throw new CaseFailedException("negativeListing", "a supplier, a unit or a product", "none"),
        };
        var id = world.Id("negative listing", name);
        await world.TellAsync(new NegativeListingPublished
        {
            ListingId = id,
            Version = world.NextVersion(id),
            Subject = subject,
            SubjectId = subjectId,
            SubjectName = name,
            ValidFrom = Written.Day(listing.From),
            ValidUntil = Written.Day(listing.Until),
            LiftedFrom = listing.LiftedFrom is null ? null : Written.Day(listing.LiftedFrom),
            Reason = "抽检不合格",
            Document = "负面清单文件1号",
        });
    }

    async Task AgencyAsync(AgencyStep agency)
    {
        var id = world.Id("agency", $"{agency.Agent} {agency.Principal}");
        await world.TellAsync(new AgencyPublished
        {
            AgencyId = id,
            Version = world.NextVersion(id),
            AgentId = world.Id("supplier", agency.Agent),
            PrincipalId = world.Id("supplier", agency.Principal),
            ProductIds = agency.Product is null ? null : [world.Id("product", agency.Product)],
            ValidFrom = Written.Day(agency.From),
            ValidUntil = Written.Day(agency.Until),
            WithdrawnFrom = agency.WithdrawnFrom is null ? null : Written.Day(agency.WithdrawnFrom),
            Document = "代理授权书1号",
        });
    }

    async Task RecognitionAsync(RecognitionStep recognition)
    {
        var id = world.Id("recognition", $"{recognition.County} {recognition.Number} {recognition.Supplier}");
        await world.TellAsync(new RecognitionPublished
        {
            RecordId = id,
            Version = world.NextVersion(id),
            Number = recognition.Number,
            SupplierId = world.Id("supplier", recognition.Supplier),
            ProductId = recognition.Product is null ? null : world.Id("product", recognition.Product),
            CountyPath = world.Tree.Path(recognition.County),
            ValidFrom = recognition.IsDeclined ? null : Written.Day(recognition.From),
            ValidUntil = recognition.IsDeclined ? null : Written.Day(recognition.Until),
            WithdrawnFrom = recognition.WithdrawnFrom is null ? null : Written.Day(recognition.WithdrawnFrom),
            IsDeclined = recognition.IsDeclined,
            Document = recognition.IsDeclined ? null : "帮扶产品认定文件",
        });
    }

    async Task DesignationAsync(string name, GivenDesignation designation, DateTimeOffset? registered)
    {
        var id = world.HolderId(name);
        await world.TellAsync(new DesignationPublished
        {
            DesignationId = id,
            Version = world.NextVersion(id),
            UnitId = world.UnitId(designation.Unit),
            UnitName = designation.Unit,
            CountyPath = world.Tree.Path(designation.County),
            CountyName = Fixture.NameOf(designation.County),
            ValidFrom = Written.Day(designation.From),
            ValidTo = designation.To is null ? null : Written.Day(designation.To),
            SourceDocument = "定点帮扶文件1号",
            RegisteredAt = registered,
            RegisteredBy = world.By,
        });
    }

    async Task QuotaPlanAsync(string name, GivenQuotaPlan plan, DateTimeOffset? registered)
    {
        var id = world.HolderId(name);
        world.QuotaPlans[name] = plan;
        await world.TellAsync(new QuotaPlanPublished
        {
            QuotaPlanId = id,
            Version = world.NextVersion(id),
            UnitId = world.UnitId(plan.Unit),
            UnitName = plan.Unit,
            Year = plan.Year,
            PlannedFen = plan.Planned is null ? null : Written.Money(plan.Planned).Fen,
            ReservedFen = Written.Money(plan.Reserved).Fen,
            WaiverDocument = plan.Waiver,
            SourceDocument = "预留份额填报1号",
            RegisteredAt = registered,
        });
    }

    async Task TargetAsync(string name, GivenTarget target, DateTimeOffset? registered)
    {
        var id = world.Id("target", name);
        await world.TellAsync(new TargetPublished
        {
            TargetId = id,
            Version = world.NextVersion(id),
            HolderId = world.HolderId(target.For),
            Measure = target.Measure,
            Year = target.Year,
            AmountFen = Written.Money(target.Amount).Fen,
            EffectiveFrom = target.From is null ? new DateOnly(target.Year, 1, 1) : Written.Day(target.From),
            SourceDocument = "目标任务文件1号",
            RegisteredAt = registered,
        });
    }
}
