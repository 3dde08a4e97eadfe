using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Rules;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>How a history goes: what happens, how often, and in which order it comes.</content>
static partial class RandomHistories
{
    /// <summary>Generates one history.</summary>
    sealed partial class Generator(Random random)
    {
        static readonly DateOnly Begin = new(2024, 1, 12);

        static readonly Recognition Certified = new()
        {
            Number = "RZ-1",
            RecordId = Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
            ValidFrom = new DateOnly(2020, 1, 1),
            ValidUntil = new DateOnly(2030, 12, 31),
        };

        static readonly Recognition Expired = new()
        {
            Number = "RZ-0",
            RecordId = Guid.Parse("0199a000-0000-7000-8000-0000000000c0"),
            ValidFrom = new DateOnly(2020, 1, 1),
            ValidUntil = new DateOnly(2023, 6, 30),
        };

        static readonly long[] Prices = [125_000, 33_300, 19_990, 487_654];

        readonly List<Step> _steps = [];
        readonly List<DeliveryAccepted> _sales = [];
        readonly Dictionary<Guid, PairingPublished> _pairings = [];
        readonly Dictionary<Guid, UnitPublished> _units = [];
        readonly Dictionary<Guid, FacilitatorPublished> _facilitators = [];
        readonly Dictionary<Guid, DesignationPublished> _designations = [];
        readonly Dictionary<Guid, SupplierPublished> _suppliers = [];
        readonly Dictionary<string, long> _regions = [];
        readonly List<SuspicionRaised> _suspicions = [];
        readonly Dictionary<Guid, long> _worth = [];
        DateTimeOffset _now = BusinessDay.StartOf(Begin).AddHours(9);
        int _number;

        public History Generate(int seed)
        {
            Open();
            var count = random.Next(5, 41);
            for (var i = 0; i < count; i++)
            {
                _now += random.Next(5) switch
                {
                    0 => TimeSpan.Zero,
                    1 or 2 => TimeSpan.FromMinutes(random.Next(1, 900)),
                    _ => TimeSpan.FromHours(random.Next(1, 400)),
                };
                Happens();
            }

            Reorder();
            return new History(seed, _steps);
        }

        /// <summary>What the registry says at the beginning, most of it since long ago.</summary>
        void Open()
        {
            for (var i = 0; i < random.Next(2, 5); i++)
            {
                Unit(i);
            }

            for (var i = 0; i < random.Next(1, 3); i++)
            {
                Facilitator(i);
            }

            for (var i = 0; i < 2; i++)
            {
                Supplier(i);
            }

            for (var i = 0; i < random.Next(2, 7); i++)
            {
                Pairing(i, mayBeRegistered: false);
            }

            if (Chance(50))
            {
                Designation(0);
            }

            if (Chance(60))
            {
                Listing();
            }
        }

        void Happens()
        {
            var dice = random.Next(100);
            if (dice < 34 || _sales.Count == 0)
            {
                Sale();
            }
            else if (dice < 48)
            {
                Return();
            }
            else if (dice < 57)
            {
                Pairing(random.Next(7), mayBeRegistered: true);
            }
            else if (dice < 62)
            {
                Unit(random.Next(Math.Max(1, _units.Count)));
            }
            else if (dice < 64)
            {
                Facilitator(random.Next(2));
            }
            else if (dice < 67)
            {
                Designation(random.Next(2));
            }
            else if (dice < 70)
            {
                Add(new DecideSomeHold(random.Next(4), Chance(70)));
            }
            else if (dice < 76)
            {
                Add(new DecideSomeCorrection(random.Next(4), Chance(75)));
            }
            else if (dice < 80)
            {
                Add(new CloseMonths(random.Next(1, 3)));
            }
            else if (dice < 84)
            {
                Add(new Redeliver(random.Next(1_000)));
            }
            else if (dice < 86)
            {
                Add(new Restart());
            }
            else if (dice < 89)
            {
                Void();
            }
            else if (dice < 92)
            {
                Paper();
            }
            else
            {
                Rarely();
            }
        }

        void Rarely()
        {
            switch (random.Next(8))
            {
                case 0:
                    Supplier(random.Next(2));
                    break;
                case 1:
                    Listing();
                    break;
                case 2:
                    Plan();
                    break;
                case 3:
                    var product = random.Next(4);
                    Add(new BenchmarkSet(
                        TestRegistry.Product(product), new UnitPrice(Price(product).TenThousandths * random.Next(50, 120) / 100),
                        Today.AddDays(-random.Next(40)), "物价文件", "official-1"));
                    break;
                case 4:
                    Add(new FileParameters(random.Next(-3, 20), Parameters()));
                    break;
                case 5 when _suspicions.Count > 0 && Chance(50):
                    Add(new SuspicionCleared(_suspicions[random.Next(_suspicions.Count)].SuspicionId, Today, "official-1"));
                    break;
                case 5:
                    var raised = new SuspicionRaised(
                        Fresh(20), Chance(50) ? TestRegistry.Supplier(random.Next(2)) : TestRegistry.Unit(random.Next(_units.Count)),
                        Today.AddDays(-random.Next(20)), "举报", "official-1");
                    _suspicions.Add(raised);
                    Add(raised);
                    break;
                default:
                    Propose();
                    break;
            }
        }

        RuleParameters Parameters() => new()
        {
            CentralUnitsCountForLocation = Chance(50),
            ExcludeOriginProvinceDelivery = Chance(70),
            WestAttribution = Chance(40) ? WestAttribution.SupplierRegistration : WestAttribution.Origin,
            SubsidyIncluded = Chance(60),
            PriceCeilingRatio = random.Next(110, 200) / 100m,
            FacilitatorProofRequired = Chance(70),
        };

        /// <summary>Registered lately, or so long ago that it doesn't matter when.</summary>
        DateTimeOffset? Registered(bool mayBe) => mayBe && Chance(60) ? _now.AddMinutes(-random.Next(1, 60 * 24 * 3)) : null;

        /// <summary>Some messages come later than others that were sent after them; sometimes the clock goes back a little.</summary>
        void Reorder()
        {
            for (var i = 0; i < _steps.Count; i++)
            {
                if (Chance(8))
                {
                    var (step, to) = (_steps[i], Math.Min(_steps.Count - 1, i + random.Next(1, 9)));
                    _steps.RemoveAt(i);
                    _steps.Insert(to, step with { At = _steps[to - 1].At });
                }

                if (Chance(2))
                {
                    _steps[i] = _steps[i] with { At = _steps[i].At.AddMinutes(-random.Next(1, 60)) };
                }
            }
        }

        DateOnly Today => BusinessDay.Of(_now);

        void Add(object what) => _steps.Add(new Step(_now, what));

        Guid Fresh(int kind) => TestRegistry.Id(kind, _number++);

        /// <summary>Each product has its price, so that only an official's benchmark makes it too dear.</summary>
        static UnitPrice Price(int product) => new(Prices[product]);

        bool Chance(int percent) => random.Next(100) < percent;

        T Pick<T>(T[] from) => from[random.Next(from.Length)];

        static DateOnly Latest(DateOnly left, DateOnly right) => left > right ? left : right;

        static DateTimeOffset Earliest(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
    }
}
