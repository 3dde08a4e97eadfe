using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>What the registry tells.</content>
static partial class RandomHistories
{
    sealed partial class Generator
    {
        void Pairing(int number, bool mayBeRegistered)
        {
            var id = TestRegistry.Pairing(number);
            var from = mayBeRegistered ? Today.AddDays(random.Next(-120, 20)) : new DateOnly(2021, 5, 1);
            var isEnding = Chance(mayBeRegistered ? 35 : 20);
            var to = isEnding ? Latest(from.AddDays(1), Today.AddDays(random.Next(-40, 60))) : (DateOnly?)null;
            var old = _pairings.GetValueOrDefault(id);
            var isUnit = old is null;
            var news = new PairingPublished
            {
                PairingId = id,
                Version = (old?.Version ?? 0) + 1,
                Scheme = old?.Scheme ?? (Chance(75) ? Scheme.EastWest : Scheme.Counterpart),
                Tier = old?.Tier ?? (PairingTier)random.Next(1, 4),
                EastPath = old?.EastPath ?? TestRegistry.Path(Pick(TestRegistry.East)),
                EastName = "东",
                WestPath = old?.WestPath ?? TestRegistry.Path(Pick(TestRegistry.West)),
                WestName = "西",
                ValidFrom = old is not null && Chance(50) ? old.ValidFrom : from,
                ValidTo = to,
                TransitionUntil = to is { } end && Chance(60) ? end.AddDays(random.Next(0, 60)) : null,
                RegisteredAt = Registered(mayBeRegistered || !isUnit),
            };
            if (news.ValidTo is { } last && last <= news.ValidFrom)
            {
                news = news with { ValidTo = null, TransitionUntil = null };
            }

            _pairings[id] = news;
            Add(news);
        }

        void Unit(int number)
        {
            var id = TestRegistry.Unit(number);
            var old = _units.GetValueOrDefault(id);
            var moves = old is not null && Chance(70);
            var since = new DateOnly(2000, 1, 1);
            var day = Today.AddDays(random.Next(-60, 10));
            var seat = old is null ? Pick(TestRegistry.Seats) : old.Affiliations[^1].Path.RegionId;
            var news = new UnitPublished
            {
                UnitId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"单位{number}",
                Kind = old?.Kind ?? (number > 0 && Chance(20) ? UnitKind.TradeUnion : UnitKind.School),
                IsCentral = old?.IsCentral ?? Chance(12),
                ParentId = old?.ParentId ?? (number > 0 && Chance(40) ? TestRegistry.Unit(random.Next(number)) : null),
                IsPairingDesignated = Chance(20),
                BudgetLevel = old?.BudgetLevel ?? (Chance(40) ? BudgetLevel.County : null),
                Affiliations = moves
                    ? [
                        new Affiliation(TestRegistry.Path(seat), since, day),
                        new Affiliation(TestRegistry.Path(Pick(TestRegistry.Seats)), day),
                    ]
                    : old?.Affiliations ?? [new Affiliation(TestRegistry.Path(seat), since)],
                Agents = Chance(25)
                    ? [new UnitPublished.Agent
                    {
                        AgentId = TestRegistry.Unit(random.Next(4)),
                        Name = "食堂",
                        ValidFrom = Chance(70) ? since : day,
                    }]
                    : old?.Agents,
                RegisteredAt = Registered(old is not null),
            };
            _units[id] = news;
            Add(news);
        }

        void Facilitator(int number)
        {
            var id = TestRegistry.Facilitator(number);
            var old = _facilitators.GetValueOrDefault(id);
            var news = new FacilitatorPublished
            {
                FacilitatorId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"专馆{number}",
                Kind = FacilitatorKind.Hall,
                UnitId = old is null ? Chance(30) ? TestRegistry.Unit(0) : null : old.UnitId,
                Registrations = [new Affiliation(
                    TestRegistry.Path(Pick(TestRegistry.Seats)), Chance(80) ? new DateOnly(2000, 1, 1) : Today.AddDays(-20))],
                RegisteredAt = Registered(old is not null),
            };
            _facilitators[id] = news;
            Add(news);
        }

        void Supplier(int number)
        {
            var id = TestRegistry.Supplier(number);
            var old = _suppliers.GetValueOrDefault(id);
            var from = Today.AddDays(-random.Next(15));
            var news = new SupplierPublished
            {
                SupplierId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"供应商{number}",
                Type = SupplierType.Cooperative,
                RegistrationPath = TestRegistry.Path("513431"),
                OperatingPath = TestRegistry.Path("513431"),
                Suspensions = old is not null && Chance(70)
                    ? [new SupplierPublished.Suspension(from, Chance(50) ? from.AddDays(random.Next(1, 20)) : null)]
                    : null,
            };
            _suppliers[id] = news;
            Add(news);
        }

        /// <summary>Of each unit and county there is one assignment at most.</summary>
        void Designation(int number)
        {
            var id = TestRegistry.Designation(number);
            var old = _designations.GetValueOrDefault(id);
            var news = new DesignationPublished
            {
                DesignationId = id,
                Version = (old?.Version ?? 0) + 1,
                UnitId = old?.UnitId ?? TestRegistry.Unit(number),
                UnitName = $"单位{number}",
                CountyPath = old?.CountyPath ?? TestRegistry.Path(Pick(TestRegistry.Counties)),
                CountyName = "县",
                ValidFrom = old is null ? new DateOnly(2016, 1, 1) : Today.AddDays(random.Next(-90, 10)),
                ValidTo = Chance(25) ? Today.AddDays(random.Next(10, 40)) : null,
                RegisteredAt = Registered(old is not null),
            };
            _designations[id] = news;
            Add(news);
        }

        void Plan() => Add(new QuotaPlanPublished
        {
            QuotaPlanId = Fresh(7),
            Version = 1,
            UnitId = TestRegistry.Unit(random.Next(_units.Count)),
            UnitName = "单位",
            Year = Today.Year,
            PlannedFen = 10_000_00,
            ReservedFen = 1_000_00,
        });

        void Listing()
        {
            string[] counties = [.. TestRegistry.Counties.Distinct().Where(_ => Chance(60))];
            if (counties.Length == 0)
            {
                return;
            }

            Add(new RegionsPublished
            {
                Regions = [.. counties.Select(id => new RegionsPublished.Region
                {
                    RegionId = id,
                    Version = _regions[id] = _regions.GetValueOrDefault(id) + 1,
                    Code = id,
                    Name = id,
                    Level = RegionLevel.County,
                    Path = TestRegistry.Path(id),
                    FormerPovertyCounty = Chance(80)
                        ? [new RegionsPublished.Listing(new DateOnly(2012, 1, 1), Chance(80) ? null : Today.AddDays(-random.Next(30)))]
                        : null,
                })],
            });
        }
    }
}
