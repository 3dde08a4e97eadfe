using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Voids;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>Sales, and what comes after them.</content>
static partial class RandomHistories
{
    sealed partial class Generator
    {
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
                    AcceptanceId = TestRegistry.Id(10, number),
                    AcceptanceNo = 1,
                    ShipmentId = TestRegistry.Id(11, number),
                    OrderId = TestRegistry.Id(12, number),
                    OrderNumber = $"2024-{number:0000}",
                    UnitId = TestRegistry.Unit(unit),
                    UnitName = $"单位{unit}",
                    BudgetYear = 2024,
                    SupplierId = goods[0].Goods.SupplierId,
                    ConfirmedAt = confirmed,
                    DispatchedAt = confirmed,
                    DeliveredAt = accepted,
                    AcceptedAt = accepted,
                    AcceptedBy = "buyer-1",
                    Waybill = $"SF{number}",
                    DeliveryPath = TestRegistry.Path(Chance(12) ? "513430" : "330211"),
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
            AcceptanceId = TestRegistry.Id(10, number),
            AcceptanceNo = _sales.Count(delivery => delivery.ShipmentId == first.ShipmentId) + 1,
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
                Capacity = random.Next(6) switch
                {
                    0 => BuyerCapacity.Resale,
                    1 => BuyerCapacity.Staff,
                    2 => BuyerCapacity.OwnUse,
                    _ => null,
                },
                PrincipalUnitId = Chance(15) ? TestRegistry.Unit(random.Next(_units.Count)) : null,
                Facilitation = Chance(45)
                    ? new Facilitation
                    {
                        FacilitatorId = TestRegistry.Facilitator(random.Next(Math.Max(1, _facilitators.Count))),
                        NamedAt = Chance(80) ? confirmed.AddMinutes(-random.Next(3) * 30) : confirmed.AddMinutes(random.Next(1, 600)),
                        Proof = Chance(80) ? "帮销协议" : null,
                    }
                    : null,
                Discount = Chance(40)
                    ? new OrderDiscount
                    {
                        AmountFen = random.NextInt64(gross + 1) / random.Next(1, 12),
                        Lines = [.. lines.Select(
                            line => new OrderDiscount.Line { LineNumber = line.LineNumber, GrossFen = line.OrderedFen })],
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
            var origin = Pick(TestRegistry.Counties);
            var line = new DeliveryAccepted.Line
            {
                LineId = TestRegistry.Id(13, (order * 4) + number),
                LineNumber = number,
                Goods = new GoodsFacts
                {
                    ProductId = TestRegistry.Product(product),
                    ListingVersion = 1,
                    ProductName = $"商品{product}",
                    Category = Chance(5) ? ProductCategory.Other : ProductCategory.Fruit,
                    ProcessingLevel = ProcessingLevel.Raw,
                    SupplierId = TestRegistry.Supplier(supplier),
                    SupplierName = $"供应商{supplier}",
                    OriginPath = TestRegistry.Path(origin),
                    OriginName = origin,
                    Recognition = Chance(6) ? null : Chance(5) ? Expired : Certified,
                    Origins = Chance(25) ? Origins() : null,
                    Charge = Chance(4) ? ChargeKind.Freight : null,
                    SupplierRegistrationPath = Chance(85) ? TestRegistry.Path(supplier == 0 ? "513431" : "522630") : null,
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
                Batches = [new BatchShare { BatchId = TestRegistry.Id(14, (order * 4) + number), Quantity = ordered }],
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
                var county = Chance(80) ? Pick(TestRegistry.Counties) : null;
                return new OriginPart
                {
                    ShareNo = number,
                    Weight = Chance(40) ? 1 : random.Next(number == 1 ? 1 : 0, 700),
                    OriginPath = county is null ? null : TestRegistry.Path(county),
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
                7 => ReturnKind.PriceCut,
                8 => ReturnKind.PriceRise,
                _ => ReturnKind.Replacement,
            };
            var isByMoney = kind is ReturnKind.RefundOnly or ReturnKind.PriceCut or ReturnKind.PriceRise;
            Add(new GoodsReturned
            {
                ReturnId = Fresh(15),
                OrderId = sale.OrderId,
                LineId = line.LineId,
                AcceptanceNo = sale.AcceptanceNo,
                Kind = kind,
                Quantity = isByMoney ? Quantity.Zero
                    : Chance(20) ? line.Accepted
                    : new Quantity(random.Next(1, (int)Math.Max(2, line.Accepted.Thousandths))),
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
            var county = Chance(60) ? Pick(TestRegistry.Counties) : null;
            Add(new SaleCorrectionProposed(
                Fresh(17),
                line.LineId,
                sale.AcceptanceNo,
                random.Next(1, 1 + (line.Goods.Origins?.Count ?? 1)),
                county is null ? null : TestRegistry.Path(county).Value,
                county,
                county is null || Chance(30) ? TestRegistry.Path(Pick(TestRegistry.Seats)).Value : null,
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

            if (Chance(20))
            {
                TakeBack(sale, Chance(50) ? fen : random.NextInt64(1, fen + 2));
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

        void TakeBack(DeliveryAccepted sale, long fen)
        {
            if (Chance(50))
            {
                Add(new InvoiceReversed
                {
                    RedInvoiceId = Fresh(21),
                    InvoiceId = TestRegistry.Id(18, 1),
                    OrderId = sale.OrderId,
                    PartId = sale.ShipmentId,
                    SupplierId = sale.SupplierId,
                    Number = $"{_number:00000000}",
                    AmountFen = Math.Max(1, fen),
                    IssuedOn = Today,
                });
                return;
            }

            Add(new PaymentReversed
            {
                ReversalId = Fresh(22),
                PaymentId = TestRegistry.Id(19, 1),
                OrderId = sale.OrderId,
                PartId = sale.ShipmentId,
                SupplierId = sale.SupplierId,
                AmountFen = Math.Max(1, fen),
                ReversedOn = Today,
                Reference = "国库支付",
            });
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
    }
}
