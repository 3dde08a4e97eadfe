using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Voids;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>Random histories: returns, splits, registry changes, duplicates, reordering, restarts and closings, all mixed.</summary>
static class Histories
{
    /// <summary>Each history follows from one number; what fails is made smaller by leaving out steps and lines.</summary>
    public static readonly Arbitrary<History> Any = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Of), Smaller);

    public static History Of(int seed) => new Telling(new Random(seed)).Tell(seed);

    /// <summary>Without one half, without a quarter …, without a single step; then with fewer lines.</summary>
    static IEnumerable<History> Smaller(History history)
    {
        for (var length = history.Steps.Count / 2; length > 0; length /= 2)
        {
            for (var from = 0; from + length <= history.Steps.Count; from += length)
            {
                yield return history with { Steps = [.. history.Steps.Take(from), .. history.Steps.Skip(from + length)] };
            }
        }

        for (var i = 0; i < history.Steps.Count; i++)
        {
            foreach (var simpler in Simpler(history.Steps[i].What))
            {
                yield return history with { Steps = [.. history.Steps.Take(i), history.Steps[i] with { What = simpler }, .. history.Steps.Skip(i + 1)] };
            }
        }
    }

    static IEnumerable<object> Simpler(object what) => what switch
    {
        DeliveryAccepted { Lines.Count: > 1 } sale => sale.Lines.Select(line => sale with { Lines = [.. sale.Lines.Where(one => one != line)] }),
        DeliveryAccepted { Terms: not null } sale => [sale with { Terms = null }],
        DeliveryAccepted { Lines: [{ Goods.Origins: not null } line] } sale => [sale with { Lines = [line with { Goods = line.Goods with { Origins = null } }] }],
        _ => [],
    };

    /// <summary>Tells one history.</summary>
    sealed class Telling(Random random)
    {
        static readonly DateOnly Begin = new(2024, 1, 12);

        static readonly Recognition Certified = new() { Number = "RZ-1", ValidFrom = new DateOnly(2020, 1, 1), ValidUntil = new DateOnly(2030, 12, 31) };

        static readonly Recognition Expired = new() { Number = "RZ-0", ValidFrom = new DateOnly(2020, 1, 1), ValidUntil = new DateOnly(2023, 6, 30) };

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

        public History Tell(int seed)
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
                Add(new HearAgain(random.Next(1_000)));
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
                        World.Product(product), new UnitPrice(Price(product).TenThousandths * random.Next(50, 120) / 100), Today.AddDays(-random.Next(40)), "物价文件", "official-1"));
                    break;
                case 4:
                    Add(new FileParameters(random.Next(-3, 20), Parameters()));
                    break;
                case 5 when _suspicions.Count > 0 && Chance(50):
                    Add(new SuspicionCleared(_suspicions[random.Next(_suspicions.Count)].SuspicionId, Today, "official-1"));
                    break;
                case 5:
                    var raised = new SuspicionRaised(
                        Fresh(20), Chance(50) ? World.Supplier(random.Next(2)) : World.Unit(random.Next(_units.Count)), Today.AddDays(-random.Next(20)), "举报", "official-1");
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

        void Sale()
        {
            var again = _sales.Count > 0 && Chance(10) ? _sales[random.Next(_sales.Count)] : null;
            var accepted = _now.AddMinutes(-random.Next(0, 60 * 24 * 12));
            var confirmed = again?.ConfirmedAt ?? accepted.AddMinutes(-random.Next(0, 60 * 24 * 25));
            var number = _number++;
            var unit = random.Next(_units.Count);
            var goods = Enumerable.Range(1, random.Next(1, 4)).Select(line => Line(number, line)).ToArray();
            var sale = again is null
                ? new DeliveryAccepted
                {
                    AcceptanceId = World.Id(10, number),
                    AcceptanceNo = 1,
                    ShipmentId = World.Id(11, number),
                    OrderId = World.Id(12, number),
                    OrderNumber = $"2024-{number:0000}",
                    UnitId = World.Unit(unit),
                    UnitName = $"单位{unit}",
                    BudgetYear = 2024,
                    SupplierId = goods[0].Goods.SupplierId,
                    ConfirmedAt = confirmed,
                    DispatchedAt = confirmed,
                    DeliveredAt = accepted,
                    AcceptedAt = accepted,
                    AcceptedBy = "buyer-1",
                    Waybill = $"SF{number}",
                    DeliveryPath = World.Path(Chance(12) ? "513430" : "330211"),
                    IsAutomatic = Chance(10) ? true : null,
                    Terms = Terms(confirmed, goods),
                    Lines = goods,
                }
                : Further(again, accepted, number);
            _sales.Add(sale);
            foreach (var line in sale.Lines)
            {
                _worth[line.LineId] = Math.Max(1, line.AcceptedFen);
            }

            Add(sale);
        }

        /// <summary>A further acceptance of the same lines.</summary>
        DeliveryAccepted Further(DeliveryAccepted first, DateTimeOffset accepted, int number) => first with
        {
            AcceptanceId = World.Id(10, number),
            AcceptanceNo = _sales.Count(one => one.ShipmentId == first.ShipmentId) + 1,
            DeliveredAt = accepted > first.ConfirmedAt ? accepted : first.ConfirmedAt,
            AcceptedAt = accepted > first.ConfirmedAt ? accepted : first.ConfirmedAt,
            Lines = [.. first.Lines.Select(line => Accepting(line, new Quantity(random.Next(1, 4) * 1_000), free: null))],
        };

        OrderTerms? Terms(DateTimeOffset confirmed, DeliveryAccepted.Line[] lines)
        {
            if (Chance(35))
            {
                return null;
            }

            var gross = lines.Sum(line => line.OrderedFen);
            return new OrderTerms
            {
                Capacity = random.Next(6) switch { 0 => BuyerCapacity.Resale, 1 => BuyerCapacity.Staff, 2 => BuyerCapacity.OwnUse, _ => null },
                PrincipalUnitId = Chance(15) ? World.Unit(random.Next(_units.Count)) : null,
                Facilitation = Chance(45)
                    ? new Facilitation
                    {
                        FacilitatorId = World.Facilitator(random.Next(Math.Max(1, _facilitators.Count))),
                        NamedAt = Chance(80) ? confirmed.AddMinutes(-random.Next(3) * 30) : confirmed.AddMinutes(random.Next(1, 600)),
                        Proof = Chance(80) ? "帮销协议" : null,
                    }
                    : null,
                Discount = Chance(40)
                    ? new OrderDiscount
                    {
                        AmountFen = random.NextInt64(gross + 1) / random.Next(1, 12),
                        Lines = [.. lines.Select(line => new OrderDiscount.Line { LineNumber = line.LineNumber, GrossFen = line.OrderedFen })],
                    }
                    : null,
            };
        }

        DeliveryAccepted.Line Line(int order, int number)
        {
            var product = random.Next(4);
            var supplier = random.Next(2);
            var ordered = new Quantity(Chance(30) ? random.Next(1, 9_000) + 1_000 : random.Next(1, 30) * 1_000);
            var price = Price(product);
            var origin = Pick(World.Counties);
            var line = new DeliveryAccepted.Line
            {
                LineId = World.Id(13, (order * 4) + number),
                LineNumber = number,
                Goods = new GoodsFacts
                {
                    ProductId = World.Product(product),
                    ListingVersion = 1,
                    ProductName = $"商品{product}",
                    Category = Chance(5) ? ProductCategory.Other : ProductCategory.Fruit,
                    ProcessingLevel = ProcessingLevel.Raw,
                    SupplierId = World.Supplier(supplier),
                    SupplierName = $"供应商{supplier}",
                    OriginPath = World.Path(origin),
                    OriginName = origin,
                    Recognition = Chance(6) ? null : Chance(5) ? Expired : Certified,
                    Origins = Chance(25) ? Origins() : null,
                    Charge = Chance(4) ? ChargeKind.Freight : null,
                    SupplierRegistrationPath = Chance(85) ? World.Path(supplier == 0 ? "513431" : "522630") : null,
                    Unit = new TradeUnit { Name = "箱", Grams = 500 },
                    UnitPrice = price,
                },
                Ordered = ordered,
                OrderedFen = Money.Of(ordered, price).Fen,
                Dispatched = ordered,
                Accepted = ordered,
                Short = Quantity.Zero,
                Rejected = Quantity.Zero,
                AcceptedFen = 0,
                SubsidyFen = Chance(15) ? random.Next(1, 5_000) : null,
                Batches = [new BatchShare { BatchId = World.Id(14, (order * 4) + number), Quantity = ordered }],
            };
            var accepted = Chance(2) ? Quantity.Zero : Chance(15) ? new Quantity(ordered.Thousandths * random.Next(2, 10) / 10) : ordered;
            return Accepting(line, accepted, Chance(8) ? new Quantity(accepted.Thousandths / 4) : null);
        }

        static DeliveryAccepted.Line Accepting(DeliveryAccepted.Line line, Quantity accepted, Quantity? free) => line with
        {
            Accepted = accepted,
            Free = free,
            AcceptedFen = Money.Of(accepted - (free ?? Quantity.Zero), line.Goods.UnitPrice).Fen,
        };

        IReadOnlyList<OriginPart> Origins() =>
        [
            .. Enumerable.Range(1, random.Next(1, 5)).Select(number =>
            {
                var county = Chance(80) ? Pick(World.Counties) : null;
                return new OriginPart
                {
                    ShareNo = number,
                    Weight = Chance(40) ? 1 : random.Next(number == 1 ? 1 : 0, 700),
                    OriginPath = county is null ? null : World.Path(county),
                    OriginName = county,
                    Recognition = county is null || Chance(10) ? null : Certified,
                };
            }),
        ];

        void Return()
        {
            var sale = _sales[random.Next(_sales.Count)];
            var line = sale.Lines[random.Next(sale.Lines.Count)];
            var kind = random.Next(10) switch
            {
                < 5 => ReturnKind.Return,
                5 => ReturnKind.ShortWeight,
                6 => ReturnKind.RefundOnly,
                7 or 8 => ReturnKind.PriceCut,
                _ => ReturnKind.Replacement,
            };
            var isByMoney = kind is ReturnKind.RefundOnly or ReturnKind.PriceCut;
            Add(new GoodsReturned
            {
                ReturnId = Fresh(15),
                OrderId = sale.OrderId,
                LineId = line.LineId,
                AcceptanceNo = sale.AcceptanceNo,
                Kind = kind,
                Quantity = isByMoney ? Quantity.Zero : Chance(20) ? line.Accepted : new Quantity(random.Next(1, (int)Math.Max(2, line.Accepted.Thousandths))),
                AmountFen = isByMoney ? random.NextInt64(1 + (_worth[line.LineId] / random.Next(1, 6))) : null,
                ConfirmedAt = Earliest(sale.AcceptedAt.AddMinutes(random.Next(1, 500)), _now),
                Reason = "质量问题",
            });
        }

        void Void()
        {
            var sale = _sales[random.Next(_sales.Count)];
            Add(new SaleVoided(Fresh(16), Pick([.. sale.Lines]).LineId, sale.AcceptanceNo, "虚假交易", "核查报告", "official-1"));
        }

        void Propose()
        {
            var sale = _sales[random.Next(_sales.Count)];
            var line = Pick([.. sale.Lines]);
            var county = Chance(60) ? Pick(World.Counties) : null;
            Add(new SaleCorrectionProposed(
                Fresh(17),
                line.LineId,
                sale.AcceptanceNo,
                random.Next(1, 1 + (line.Goods.Origins?.Count ?? 1)),
                county is null ? null : World.Path(county).Value,
                county,
                county is null || Chance(30) ? World.Path(Pick(World.Seats)).Value : null,
                "产地有误",
                "更正函",
                "official-1"));
        }

        void Paper()
        {
            var sale = _sales[random.Next(_sales.Count)];
            var worth = sale.Lines.Sum(line => _worth[line.LineId]) + sale.Lines.Sum(line => line.SubsidyFen ?? 0);
            var fen = Chance(70) ? worth : random.NextInt64(worth + 1);
            if (Chance(75))
            {
                Invoice(sale, fen);
            }

            if (Chance(75))
            {
                Add(new PaymentRecorded
                {
                    PaymentId = Fresh(19),
                    OrderId = sale.OrderId,
                    PartId = sale.ShipmentId,
                    SupplierId = sale.SupplierId,
                    AmountFen = fen,
                    PaidOn = Today,
                    Reference = "国库支付",
                });
            }
        }

        void Invoice(DeliveryAccepted sale, long fen) => Add(new InvoiceRecorded
        {
            InvoiceId = Fresh(18),
            OrderId = sale.OrderId,
            PartId = sale.ShipmentId,
            SupplierId = sale.SupplierId,
            Number = $"{_number:00000000}",
            AmountFen = fen,
            IssuedOn = Today,
        });

        void Pairing(int number, bool mayBeRegistered)
        {
            var id = World.Pairing(number);
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
                EastPath = old?.EastPath ?? World.Path(Pick(World.East)),
                EastName = "东",
                WestPath = old?.WestPath ?? World.Path(Pick(World.West)),
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
            var id = World.Unit(number);
            var old = _units.GetValueOrDefault(id);
            var moves = old is not null && Chance(70);
            var since = new DateOnly(2000, 1, 1);
            var day = Today.AddDays(random.Next(-60, 10));
            var seat = old is null ? Pick(World.Seats) : old.Affiliations[^1].Path.RegionId;
            var news = new UnitPublished
            {
                UnitId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"单位{number}",
                Kind = old?.Kind ?? (number > 0 && Chance(20) ? UnitKind.TradeUnion : UnitKind.School),
                IsCentral = old?.IsCentral ?? Chance(12),
                ParentId = old?.ParentId ?? (number > 0 && Chance(40) ? World.Unit(random.Next(number)) : null),
                IsPairingDesignated = Chance(20),
                BudgetLevel = old?.BudgetLevel ?? (Chance(40) ? BudgetLevel.County : null),
                Affiliations = moves
                    ? [
                        new UnitPublished.Affiliation { Path = World.Path(seat), ValidFrom = since, ValidTo = day },
                        new UnitPublished.Affiliation { Path = World.Path(Pick(World.Seats)), ValidFrom = day },
                    ]
                    : old?.Affiliations ?? [new UnitPublished.Affiliation { Path = World.Path(seat), ValidFrom = since }],
                Agents = Chance(25)
                    ? [new UnitPublished.Agent { AgentId = World.Unit(random.Next(4)), Name = "食堂", ValidFrom = Chance(70) ? since : day }]
                    : old?.Agents,
                RegisteredAt = Registered(old is not null),
            };
            _units[id] = news;
            Add(news);
        }

        void Facilitator(int number)
        {
            var id = World.Facilitator(number);
            var old = _facilitators.GetValueOrDefault(id);
            var news = new FacilitatorPublished
            {
                FacilitatorId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"专馆{number}",
                Kind = FacilitatorKind.Hall,
                UnitId = old is null ? Chance(30) ? World.Unit(0) : null : old.UnitId,
                Registrations = [new UnitPublished.Affiliation { Path = World.Path(Pick(World.Seats)), ValidFrom = Chance(80) ? new DateOnly(2000, 1, 1) : Today.AddDays(-20) }],
                RegisteredAt = Registered(old is not null),
            };
            _facilitators[id] = news;
            Add(news);
        }

        void Supplier(int number)
        {
            var id = World.Supplier(number);
            var old = _suppliers.GetValueOrDefault(id);
            var from = Today.AddDays(-random.Next(15));
            var news = new SupplierPublished
            {
                SupplierId = id,
                Version = (old?.Version ?? 0) + 1,
                Name = $"供应商{number}",
                Type = SupplierType.Cooperative,
                RegistrationPath = World.Path("513431"),
                OperatingPath = World.Path("513431"),
                IsActive = true,
                Suspensions = old is not null && Chance(70) ? [new SupplierPublished.Suspension(from, Chance(50) ? from.AddDays(random.Next(1, 20)) : null)] : null,
            };
            _suppliers[id] = news;
            Add(news);
        }

        /// <summary>Of each unit and county there is one assignment at most.</summary>
        void Designation(int number)
        {
            var id = World.Designation(number);
            var old = _designations.GetValueOrDefault(id);
            var news = new DesignationPublished
            {
                DesignationId = id,
                Version = (old?.Version ?? 0) + 1,
                UnitId = old?.UnitId ?? World.Unit(number),
                UnitName = $"单位{number}",
                CountyPath = old?.CountyPath ?? World.Path(Pick(World.Counties)),
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
            UnitId = World.Unit(random.Next(_units.Count)),
            UnitName = "单位",
            Year = Today.Year,
            PlannedFen = 10_000_00,
            ReservedFen = 1_000_00,
        });

        void Listing()
        {
            string[] counties = [.. World.Counties.Distinct().Where(_ => Chance(60))];
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
                    Path = World.Path(id),
                    FormerPovertyCounty = Chance(80)
                        ? [new RegionsPublished.Listing(new DateOnly(2012, 1, 1), Chance(80) ? null : Today.AddDays(-random.Next(30)))]
                        : null,
                })],
            });
        }

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

        Guid Fresh(int kind) => World.Id(kind, _number++);

        /// <summary>Each product has its price, so that only an official's benchmark makes it too dear.</summary>
        static UnitPrice Price(int product) => new(Prices[product]);

        bool Chance(int percent) => random.Next(100) < percent;

        T Pick<T>(T[] from) => from[random.Next(from.Length)];

        static DateOnly Latest(DateOnly left, DateOnly right) => left > right ? left : right;

        static DateTimeOffset Earliest(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
    }
}
